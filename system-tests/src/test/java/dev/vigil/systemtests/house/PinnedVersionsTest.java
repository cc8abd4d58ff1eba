package dev.vigil.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Every library and every plugin of the build has one version, written down. */
class PinnedVersionsTest {
    private static final Path ROOT = Program.root();

    /** The plugins that Maven brings in by itself up to the phase verify. */
    private static final List<String> OF_THE_LIFECYCLE = List.of(
            "maven-clean-plugin",
            "maven-resources-plugin",
            "maven-compiler-plugin",
            "maven-surefire-plugin",
            "maven-jar-plugin");

    private static final String PINNED =
            "0\\.1\\.0-SNAPSHOT|\\$\\{(project\\.version|version\\.[a-z-]+)}|\\d+(\\.\\d+)*";

    @Test
    void everyPluginHasAVersion() throws Exception {
        Set<String> pinned = pinned("plugin");
        assertThat(pinned).containsAll(OF_THE_LIFECYCLE);
        for (Path pom : poms()) {
            for (Element plugin : elements(pom, "plugin")) {
                assertThat(pinned).as(pom.toString()).contains(child(plugin, "artifactId"));
            }
        }
    }

    @Test
    void everyLibraryHasAVersion() throws Exception {
        Set<String> pinned = pinned("dependency");
        for (Path pom : poms()) {
            for (Element library : elements(pom, "dependency")) {
                boolean ofJunit = child(library, "groupId").startsWith("org.junit");
                assertThat(pinned).as(pom.toString()).contains(ofJunit ? "junit-bom" : child(library, "artifactId"));
            }
        }
    }

    @Test
    void noVersionIsARangeOrMoves() throws Exception {
        for (Path pom : poms()) {
            for (Element version : elements(pom, "version")) {
                assertThat(version.getTextContent()).as(pom.toString()).matches(PINNED);
            }
        }
    }

    /** The names of all elements of a kind that have a version, in any of the files. */
    private static Set<String> pinned(String kind) throws Exception {
        Set<String> names = new HashSet<>();
        for (Path pom : poms()) {
            for (Element element : elements(pom, kind)) {
                if (!child(element, "version").isEmpty()) {
                    names.add(child(element, "artifactId"));
                }
            }
        }
        return names;
    }

    private static List<Path> poms() throws Exception {
        List<Path> poms = new ArrayList<>(List.of(ROOT.resolve("pom.xml")));
        for (Element module : elements(ROOT.resolve("pom.xml"), "module")) {
            poms.add(ROOT.resolve(module.getTextContent().strip()).resolve("pom.xml"));
        }
        return poms;
    }

    private static List<Element> elements(Path pom, String name) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    /** The text of a direct child; empty if there is none. */
    private static String child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}
