package dev.vigil.lint.reference;

import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.Status;
import java.util.List;
import java.util.stream.Collectors;

final class ChinesePhrases implements Phrases {
    private static final Labels LABELS = new Labels("范围", "单位", "默认值", "继承自", "自版本", "状态", "示例", "改用", "内含", "也写作");

    @Override
    public Labels labels() {
        return LABELS;
    }

    @Override
    public String in(Keyword keyword) {
        String file = keyword.isOwn() ? ConfFile.VIGIL.title() + " 的" : "";
        String place =
                keyword.block().isOutermost() ? "最外层" : " " + keyword.block().title() + " 块内";
        return "位于" + (file.isEmpty() ? "" : " ") + file + place;
    }

    @Override
    public String inEntriesOf(List<Keyword> blocks) {
        return "位于下列块的条目中：" + blocks.stream().map(Keyword::path).collect(Collectors.joining(", "));
    }

    @Override
    public String source(Keyword source, String fallback) {
        return source.path() + (fallback.isEmpty() ? "（没有默认值）" : "（默认值：" + fallback + "）");
    }

    @Override
    public String since(Keyword keyword) {
        if (keyword.isOwn()) {
            return "只有 Vigil 有，写在 vigil.conf 中";
        }
        return keyword.isOld() ? "keepalived 2.2.7 或更早" : "keepalived " + keyword.since();
    }

    @Override
    public String status(Status status) {
        return switch (status) {
            case SUPPORTED -> "支持";
            case PLANNED -> "计划中";
            case REFUSED -> "拒绝";
            case NO_EFFECT -> "无作用";
        };
    }

    @Override
    public String consequence(Status status) {
        return switch (status) {
            case SUPPORTED -> "Vigil 已经实现。";
            case PLANNED -> "Vigil 目前还做不到；启动时给出警告，并忽略它。";
            case REFUSED -> "Vigil 目前还做不到，配置中有它就不启动。";
            case NO_EFFECT -> "可以写，但没有任何作用。";
        };
    }

    @Override
    public String refusal(String danger) {
        return "Vigil 目前还做不到，配置中有它就不启动，否则不安全（英文说明：without it " + danger + "）。";
    }

    @Override
    public String lengthMax(int characters) {
        return "最多 " + characters + " 个字符";
    }

    @Override
    public String switches() {
        return "on off true false yes no；不写参数即为 on";
    }

    @Override
    public String implied(long number) {
        return "；不写即为 " + number;
    }

    @Override
    public String anyBase() {
        return "；以 0 开头为八进制，以 0x 开头为十六进制";
    }

    @Override
    public String seconds(int decimals) {
        return time("秒", decimals);
    }

    @Override
    public String milliseconds(int decimals) {
        return time("毫秒", decimals);
    }

    private static String time(String unit, int decimals) {
        return decimals == 0 ? "整" + unit : unit + "，最多 " + decimals + " 位小数";
    }

    @Override
    public String none() {
        return "无";
    }
}
