"""What is computed from captures, on captures made by hand."""

import unittest

from wirebench.capture import Advert, Garp, parse
from wirebench.failover import Lateness, Unfinished, lateness
from wirebench.metronome import Tick, latest_ms
from wirebench.pair import BACKUP_ADDRESS, MASTER_ADDRESS, VIRTUAL_ADDRESS, VRID, Timing
from wirebench.punctual import judge

MS = 1_000_000
TENTH = Timing(0.1)
HARDWARE = "02:00:00:00:00:02"
BACKUP_SKEW_NS = 60_937_500  # (256 - 100) * 0.1 s / 256


def master(at_ns: int, priority: int = 255) -> Advert:
    return Advert(at_ns, MASTER_ADDRESS, VRID, priority)


def backup(at_ns: int) -> Advert:
    return Advert(at_ns, BACKUP_ADDRESS, VRID, 100)


def garp(at_ns: int, hardware: str = HARDWARE) -> Garp:
    return Garp(at_ns, VIRTUAL_ADDRESS, hardware)


class TimingOfTheProtocol(unittest.TestCase):
    def test_version_2_counts_skew_in_parts_of_a_second(self):
        self.assertEqual(Timing(2.0).version, 2)
        self.assertEqual(Timing(2.0).down_ns, 6_609_375_000)

    def test_version_3_counts_skew_in_parts_of_the_interval(self):
        self.assertEqual(TENTH.version, 3)
        self.assertEqual(TENTH.skew_ns, BACKUP_SKEW_NS)
        self.assertEqual(TENTH.down_ns, 360_937_500)


class LatenessOfATakeOver(unittest.TestCase):
    def test_counts_from_the_last_advert_and_the_master_down_time(self):
        due = 100 * MS + TENTH.down_ns
        seen = [master(0), master(100 * MS), backup(due + 2 * MS), backup(due + 102 * MS)]
        measured = lateness(seen, [garp(due + 3 * MS)], TENTH, 150 * MS, "kill9", HARDWARE)
        self.assertEqual(measured, Lateness(due, 2 * MS, 3 * MS))

    def test_counts_the_skew_alone_after_priority_0(self):
        due = 150 * MS + BACKUP_SKEW_NS
        seen = [master(100 * MS), master(150 * MS, 0), backup(due + MS)]
        measured = lateness(seen, [garp(due + MS)], TENTH, 149 * MS, "term", HARDWARE)
        self.assertEqual(measured, Lateness(due, MS, MS, MS))

    def test_a_backup_that_is_early_is_negative(self):
        seen = [master(0), backup(TENTH.down_ns - 5 * MS)]
        measured = lateness(seen, [garp(TENTH.down_ns)], TENTH, 1, "link", HARDWARE)
        self.assertEqual(measured, Lateness(TENTH.down_ns, -5 * MS, 0))

    def test_announcements_of_others_and_of_the_time_before_do_not_count(self):
        due = TENTH.down_ns
        announced = [garp(1), garp(due + MS, "02:00:00:00:00:01"), garp(due + 4 * MS)]
        measured = lateness([master(0), backup(due)], announced, TENTH, 50 * MS, "kill9", HARDWARE)
        self.assertEqual(measured.garp_ns, 4 * MS)

    def test_no_take_over_is_no_figure(self):
        with self.assertRaisesRegex(Unfinished, "no take-over"):
            lateness([master(0)], [], TENTH, 1, "kill9", HARDWARE)

    def test_a_master_that_ends_without_priority_0_is_no_figure_for_term(self):
        with self.assertRaisesRegex(Unfinished, "priority 0"):
            lateness([master(0), backup(TENTH.down_ns)], [garp(TENTH.down_ns)], TENTH, 1, "term", HARDWARE)


class JudgementOfAHealthyPair(unittest.TestCase):
    def test_a_run_of_adverts_by_the_backup_is_one_take_over(self):
        seen = [master(0), backup(1), backup(2), master(3), backup(4), master(5)]
        self.assertEqual(judge(seen, 9).takeovers_ns, [1, 4])

    def test_gaps_are_those_of_the_master(self):
        self.assertEqual(judge([master(0), master(12), backup(13), master(19)], 20).gaps_ns, [12, 7])

    def test_the_end_of_the_daemons_is_no_take_over(self):
        self.assertEqual(judge([master(0), master(10), backup(50)], 20).takeovers_ns, [])


class StallsOfTheMachine(unittest.TestCase):
    def test_a_tick_counts_if_it_was_due_or_came_between_two_moments(self):
        ticks = [Tick(10 * MS, MS), Tick(25 * MS, 8 * MS), Tick(40 * MS, 3 * MS), Tick(60 * MS, 9 * MS)]
        self.assertEqual(latest_ms(ticks, 20 * MS, 22 * MS), 8)
        self.assertEqual(latest_ms(ticks, 26 * MS, 38 * MS), 3)
        self.assertEqual(latest_ms(ticks, 70 * MS, 80 * MS), 0)


class Figures(unittest.TestCase):
    def test_lines_of_the_capture_are_read(self):
        self.assertEqual(parse("17 advert 10.0.0.1 51 255 3"), Advert(17, "10.0.0.1", 51, 255))
        self.assertEqual(parse("18 garp 10.0.0.100 02:00:00:00:00:02"), garp(18))
