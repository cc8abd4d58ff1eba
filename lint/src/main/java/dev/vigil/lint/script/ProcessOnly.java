package dev.vigil.lint.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises checks that only look for a process. */
public final class ProcessOnly {
    private static final Pattern LOOKS_FOR_PROCESS = Pattern.compile("\\b(?:pidof|pgrep)\\b"
            + "|\\b(?:killall5?|pkill|kill)\\s+(?:-0|-s\\s+0|--signal\\s+0)\\b"
            + "|\\bps\\b.*\\|\\s*[ef]?grep\\b|\\bps\\b.*\\s-C\\b"
            + "|\\bsystemctl\\s.*\\bis-active\\b|\\bsystemctl\\s+(?:-\\S+\\s+)*status\\b"
            + "|\\bservice\\s+\\S+\\s+status\\b|\\.pid\\b");

    /** Programs that ask a service whether it works, or look at more than processes, where a command may begin. */
    private static final Pattern ASKS =
            Pattern.compile("(?:^|[|;&(`!/]|\\b(?:if|elif|then|do|while|until|else|sudo|exec|timeout\\s+\\S+)\\s)\\s*"
                    + "(?:curl|wget|nc|ncat|netcat|nmap|telnet|openssl|mysql|mysqladmin|mariadb|psql|pg_isready|redis-cli"
                    + "|dig|host|nslookup|ping6?|arping|fping|socat|http|check_\\w+|ss|netstat|lsof|ldapsearch|mongo"
                    + "|mongosh|kubectl|rabbitmqctl|rabbitmq-diagnostics|sqlplus|etcdctl|snmpget|swaks|vtysh|birdc|ip"
                    + "|ipvsadm|python[23]?|perl|ruby|php)\\s"
                    + "|/dev/tcp/|/dev/udp/");

    private ProcessOnly() {}

    /** Whether a command, with all its words, does no more than look for a process. */
    public static boolean command(List<String> words) {
        Optional<String> inline = Shell.inlineScript(words);
        if (inline.isPresent()) {
            return script(new ShellScript("", inline.get()));
        }
        String text = String.join(" ", words);
        String line = text.substring(words.getFirst().lastIndexOf('/') + 1);
        return LOOKS_FOR_PROCESS.matcher(line).lookingAt();
    }

    /** Whether a shell script does no more than look for a process. */
    public static boolean script(ShellScript script) {
        boolean looks = false;
        for (ShellScript.Line line : script.lines()) {
            if (line.matcher(ASKS).find()) {
                return false;
            }
            looks |= line.matcher(LOOKS_FOR_PROCESS).find();
        }
        return looks;
    }
}
