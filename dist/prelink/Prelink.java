import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Copies compiled classes, with what they would link at run time linked already: switches over patterns, and what records
 * inherit. The compiler leaves both to bootstrap methods, which spin a class or a chain of method handles each when they are
 * reached first. The AOT cache keeps neither (it does keep lambdas), so every start paid for those on its way, and a daemon
 * for the rest when it became MASTER for the first time.
 *
 * <p>A switch over types becomes a chain of {@code instanceof}; one that also has constants among its labels stays as it is.
 *
 * <pre>java Prelink.java TO LIBRARIES MODULE...    copies MODULE/target/classes to TO/MODULE</pre>
 */
final class Prelink {
    private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
    private static final String RECORDS = "java/lang/runtime/ObjectMethods";
    private static final int HASH_FACTOR = 31;
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final MethodTypeDesc SWITCH = MethodTypeDesc.of(CD_int, CD_Object, CD_int);

    private static final Map<TypeKind, ClassDesc> BOXES = Map.of(
            TypeKind.FLOAT, ClassDesc.of("java.lang.Float"),
            TypeKind.DOUBLE, ClassDesc.of("java.lang.Double"),
            TypeKind.LONG, ClassDesc.of("java.lang.Long"));

    private final ClassFile format;

    private Prelink(ClassLoader classes) {
        ClassHierarchyResolver known = ClassHierarchyResolver.ofClassLoading(classes);
        format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(known));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> modules = Arrays.asList(arguments).subList(2, arguments.length);
        List<URL> path = new ArrayList<>();
        for (String module : modules) {
            path.add(compiled(module).toUri().toURL());
        }
        try (Stream<Path> libraries = Files.list(Path.of(arguments[1]))) {
            for (Path library : libraries.toList()) {
                path.add(library.toUri().toURL());
            }
        }
        try (URLClassLoader classes = new URLClassLoader(path.toArray(URL[]::new))) {
            Prelink prelink = new Prelink(classes);
            for (String module : modules) {
                prelink.copy(compiled(module), Path.of(arguments[0], module));
            }
        }
    }

    private static Path compiled(String module) {
        return Path.of(module, "target", "classes");
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path copy = to.resolve(from.relativize(file));
                String name = String.valueOf(file.getFileName());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    Files.write(copy, linked(Files.readAllBytes(file)));
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private byte[] linked(byte[] bytes) {
        ClassModel model = format.parse(bytes);
        List<ClassDesc[]> switches = new ArrayList<>();
        CodeTransform calls = (builder, element) -> link(model, switches, builder, element);
        ClassTransform methods = ClassTransform.transformingMethodBodies(calls)
                .andThen(ClassTransform.endHandler(builder -> addSwitches(model, switches, builder)));
        return format.transformClass(model, methods);
    }

    private static void link(ClassModel model, List<ClassDesc[]> switches, CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call) {
            DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
            String owner = bootstrap.owner().descriptorString();
            boolean ofTypes = owner.equals("L" + SWITCHES + ";") && bootstrap.methodName().equals("typeSwitch");
            if (ofTypes && call.bootstrapArgs().stream().allMatch(Prelink::isClass)) {
                switches.add(call.bootstrapArgs().toArray(ClassDesc[]::new));
                code.invokestatic(
                        model.thisClass().asSymbol(), switchName(switches.size() - 1), SWITCH, isInterface(model));
                return;
            }
            if (owner.equals("L" + RECORDS + ";")) {
                inherit(call, code);
                return;
            }
        }
        code.with(element);
    }

    private static boolean isClass(ConstantDesc label) {
        return label instanceof ClassDesc type && !type.isPrimitive();
    }

    private static boolean isInterface(ClassModel model) {
        return model.flags().has(AccessFlag.INTERFACE);
    }

    private static String switchName(int index) {
        return "switch$" + index;
    }

    /** Which label of a switch fits a value, from one of them on; as many as there are for none, and -1 for null. */
    private static void addSwitches(ClassModel model, List<ClassDesc[]> switches, ClassBuilder type) {
        for (int index = 0; index < switches.size(); index++) {
            ClassDesc[] labels = switches.get(index);
            int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
            type.withMethodBody(switchName(index), SWITCH, flags, code -> choose(labels, code));
        }
    }

    private static void choose(ClassDesc[] labels, CodeBuilder code) {
        code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
        for (int label = 0; label < labels.length; label++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(label).if_icmpgt(next);
            code.aload(0).instanceOf(labels[label]).ifeq(next).loadConstant(label).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(labels.length).ireturn();
    }

    /** What a record inherits: its arguments are on the stack, the components are in the bootstrap's arguments. */
    private static void inherit(InvokeDynamicInstruction call, CodeBuilder code) {
        List<ConstantDesc> arguments = call.bootstrapArgs();
        ClassDesc record = (ClassDesc) arguments.get(0);
        String[] names = ((String) arguments.get(1)).split(";");
        DirectMethodHandleDesc[] getters = arguments.subList(2, arguments.size()).stream()
                .map(DirectMethodHandleDesc.class::cast)
                .toArray(DirectMethodHandleDesc[]::new);
        switch (call.name().stringValue()) {
            case "equals" -> compare(record, getters, code);
            case "hashCode" -> hash(record, getters, code);
            case "toString" -> write(record, names, getters, code);
            default -> throw new IllegalArgumentException(call.toString());
        }
    }

    private static void get(ClassDesc record, DirectMethodHandleDesc getter, int slot, CodeBuilder code) {
        code.aload(slot).getfield(record, getter.methodName(), getter.invocationType().returnType());
    }

    private static void compare(ClassDesc record, DirectMethodHandleDesc[] getters, CodeBuilder code) {
        int other = code.allocateLocal(TypeKind.REFERENCE);
        int self = code.allocateLocal(TypeKind.REFERENCE);
        Label differs = code.newLabel();
        Label end = code.newLabel();
        code.astore(other).astore(self);
        code.aload(other).instanceOf(record).ifeq(differs);
        code.aload(other).checkcast(record).astore(other);
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc type = getter.invocationType().returnType();
            get(record, getter, self, code);
            get(record, getter, other, code);
            switch (TypeKind.from(type)) {
                case REFERENCE -> code.invokestatic(
                                OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                        .ifeq(differs);
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE -> code.invokestatic(
                                BOXES.get(TypeKind.from(type)), "compare", MethodTypeDesc.of(CD_int, type, type))
                        .ifne(differs);
                default -> code.if_icmpne(differs);
            }
        }
        code.iconst_1().goto_(end).labelBinding(differs).iconst_0().labelBinding(end);
    }

    private static void hash(ClassDesc record, DirectMethodHandleDesc[] getters, CodeBuilder code) {
        int self = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(self).iconst_0();
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc type = getter.invocationType().returnType();
            code.loadConstant(HASH_FACTOR).imul();
            get(record, getter, self, code);
            switch (TypeKind.from(type)) {
                case REFERENCE -> code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
                case LONG, FLOAT, DOUBLE -> code.invokestatic(
                        BOXES.get(TypeKind.from(type)), "hashCode", MethodTypeDesc.of(CD_int, type));
                case BOOLEAN -> code.invokestatic(
                        ClassDesc.of("java.lang.Boolean"), "hashCode", MethodTypeDesc.of(CD_int, CD_boolean));
                default -> {}
            }
            code.iadd();
        }
    }

    private static void write(ClassDesc record, String[] names, DirectMethodHandleDesc[] getters, CodeBuilder code) {
        int self = code.allocateLocal(TypeKind.REFERENCE);
        String type = record.displayName();
        code.astore(self).new_(BUILDER).dup();
        code.invokespecial(BUILDER, "<init>", MethodTypeDesc.of(CD_void));
        append(type.substring(type.lastIndexOf('$') + 1) + "[", code);
        for (int index = 0; index < getters.length; index++) {
            append((index == 0 ? "" : ", ") + names[index] + "=", code);
            get(record, getters[index], self, code);
            code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, written(getters[index])));
        }
        append("]", code);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String));
    }

    /** As what a component is appended to text. */
    private static ClassDesc written(DirectMethodHandleDesc getter) {
        ClassDesc type = getter.invocationType().returnType();
        boolean small = Arrays.asList("B", "S").contains(type.descriptorString());
        return small ? CD_int : type.isPrimitive() ? type : CD_Object;
    }

    private static void append(String text, CodeBuilder code) {
        code.loadConstant(text).invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, CD_String));
    }
}
