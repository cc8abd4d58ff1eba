package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelReleaseTest {
    @ParameterizedTest
    @CsvSource({"5.14.0-503.el9.x86_64,false", "5.18.0,true", "6.1.0-29-amd64,true", "4.19,false", "odd,false"})
    void addressesBearMarksSince5Dot18(String text, boolean marks) {
        assertThat(KernelRelease.parse(text).marksAddresses()).isEqualTo(marks);
    }
}
