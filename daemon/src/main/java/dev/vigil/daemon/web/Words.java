package dev.vigil.daemon.web;

import java.util.Locale;

/** The words of the page in each {@link Language}. What the daemon says of causes is English in both, as in its log. */
enum Words {
    TITLE("Vigil on %s", "%s 上的 Vigil"),
    HOLDS_ONE("%s holds its address.", "%s 持有它的地址。"),
    HOLDS_ALL("%s holds all %s addresses.", "%s 持有全部 %s 个地址。"),
    HOLDS_SOME("%s holds %s of %s addresses.", "%s 持有 %s/%s 个地址。"),
    READY("%s is ready; %s has the addresses.", "%s 已就绪；地址在 %s 上。"),
    ALONE("%s holds no address, and hears no master.", "%s 没有持有地址，也没有听到主节点。"),
    NO_INSTANCES("%s has no virtual routers.", "%s 没有虚拟路由器。"),
    TWO_MASTERS("Two masters: %s is master of %s, too.", "出现两个主节点：%s 也是 %s 的主节点。"),
    DIFFERS("%s is configured differently for %s.", "%s 上 %s 的配置与本机不同。"),
    IN_FAULT("%s is in FAULT: %s", "%s 处于 FAULT：%s"),
    IN_MAINTENANCE("%s is in maintenance: %s", "%s 正在维护：%s"),
    DEGRADED("%s serves without: %s", "%s 缺少以下条件仍在服务：%s"),
    ABSENT("%s is master and %s is not on %s.", "%s 是主节点，但 %s 不在 %s 上。"),
    SILENT("The daemon does not answer.", "守护进程没有响应。"),
    NO_NEWS("No news from the daemon for %s s. What you see is old.", "已有 %s 秒没有收到守护进程的消息，以下内容可能已过时。"),
    ADDRESSES("Addresses", "地址"),
    ADDRESS("Address", "地址"),
    INTERFACE("Interface", "接口"),
    WHERE("Where", "所在"),
    HERE("this node", "本机"),
    NOT_HERE("unknown", "未知"),
    MISSING("missing", "缺失"),
    UNEXPECTED("here, unexpectedly", "意外地在本机"),
    INSTANCES("Virtual routers", "虚拟路由器"),
    INSTANCE("Virtual router", "虚拟路由器"),
    SERVICES("Virtual servers", "虚拟服务器"),
    SERVER("Server", "服务器"),
    WEIGHT("Weight", "权重"),
    LAST_ANSWER("Last answer", "最近一次结果"),
    UP("up", "可用"),
    DOWN("down", "不可用"),
    OUT("out", "已移出"),
    ALIVE("alive", "正常"),
    SUSPENDED("not checked: this node has none of its addresses", "未检查：本机没有它的地址"),
    QUORUM_LOST("%s has lost its quorum: %s of its servers are alive.", "%s 失去法定权重：%s 台服务器正常。"),
    OF("%s of %s", "%s/%s"),
    PRIORITY("priority", "优先级"),
    CONFIGURED("configured", "配置值"),
    BECAUSE("because", "原因"),
    CAME_ABOUT("How it came about, the nearest cause first", "由来，最近的原因在前"),
    CHECKS("Checks", "检查"),
    NAME("Name", "名称"),
    CONDITION("Condition", "状态"),
    LAST_RUN("Last run", "最近一次运行"),
    DURATION("Duration", "耗时"),
    DAEMON("The daemon", "守护进程"),
    VERSION("Version", "版本"),
    STARTED("Started", "启动时间"),
    CONFIGURATION("Configuration", "配置文件"),
    LAST_RELOAD("Last reload", "最近一次重新加载"),
    ACCEPTED("accepted", "已接受"),
    REFUSED("refused", "被拒绝"),
    RUNS_WITHOUT("Runs without", "未生效的内容");

    private final String english;
    private final String chinese;

    Words(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String in(Language language, Object... values) {
        return String.format(Locale.ROOT, language == Language.CHINESE ? chinese : english, values);
    }
}
