"""What is made of measured values: tails, ratios, verdicts, the page."""

import unittest

from wirebench.addresses import SKEW_NS, TakeOver, Unfinished, wanted
from wirebench.capture import AddressEvent, Advert, Garp
from wirebench.config_size import SIZES, subjects
from wirebench.documents import BEGIN, END, generated, rewrite
from wirebench.figures import Figure, number, pool, quantile, tail
from wirebench.goals import GOALS, goal_of
from wirebench.many import Punctuality, Router, configuration
from wirebench.options import command_line
from wirebench.pair import BACKUP_ADDRESS, MASTER_ADDRESS
from wirebench.report import warning

MS = 1_000_000
SECOND = 1_000_000_000
FIRST_ADVERT = "kill9 0.1 s, first life: advert"


def figure(ours: list[float], theirs: list[float], what: str = FIRST_ADVERT, scenario: str = "failover") -> Figure:
    return Figure(scenario, what, "ms", {"Vigil": ours, "keepalived": theirs})


class Tails(unittest.TestCase):
    def test_quantiles_are_values_that_occurred(self):
        ordered = [float(value) for value in range(1, 1001)]
        self.assertEqual([quantile(ordered, share) for share in (0.5, 0.99, 0.999, 1.0)], [500, 990, 999, 1000])

    def test_fewer_than_a_hundred_values_have_their_greatest_as_tail(self):
        self.assertEqual(tail([float(value) for value in range(99)]), 98)
        self.assertEqual(tail([float(value) for value in range(1, 101)]), 99)


class Ratios(unittest.TestCase):
    def test_a_ratio_is_that_of_the_medians(self):
        self.assertEqual(figure([1.0, 2.0, 9.0], [4.0]).ratio(), 0.5)

    def test_a_ratio_needs_two_positive_medians(self):
        self.assertIsNone(figure([1.0], [-0.1]).ratio())
        self.assertIsNone(figure([], [1.0]).ratio())


class Verdicts(unittest.TestCase):
    def test_a_goal_against_keepalived_is_met_by_the_median_of_the_same_run(self):
        self.assertEqual(figure([1.0, 5.0, 1.0], [1.0]).verdict(), "met")
        self.assertEqual(figure([1.1], [1.0]).verdict(), "missed")

    def test_a_goal_without_a_peer_has_no_verdict(self):
        self.assertEqual(Figure("failover", FIRST_ADVERT, "ms", {"Vigil": [1.0]}).verdict(), "-")

    def test_a_tail_is_held_against_the_tail(self):
        repeats = "kill9 0.1 s, repeats: advert"
        self.assertEqual(figure([0.1] * 99 + [9.0], [0.2] * 100, repeats).verdict(), "met")
        self.assertEqual(figure([0.1] * 90 + [9.0] * 10, [0.2] * 100, repeats).verdict(), "missed")

    def test_a_greatest_value_is_held_against_a_fixed_limit(self):
        late = "4000 masters: late adverts"
        self.assertEqual(figure([0.0, 0.0], [900.0], late, "scale").verdict(), "met")
        self.assertEqual(figure([0.0, 1.0], [900.0], late, "scale").verdict(), "missed")

    def test_what_has_no_goal_has_no_verdict(self):
        self.assertEqual(figure([1.0], [2.0], "memory, USS", "start").verdict(), "-")

    def test_every_goal_belongs_to_a_scenario_that_exists(self):
        for scenario, _, _ in GOALS:
            self.assertEqual(command_line().parse_args([scenario]).scenario, scenario)

    def test_titles_of_configurations_have_their_goals(self):
        titles = [subject.title for subject in subjects(list(SIZES), [30_000])]
        self.assertEqual([title for title in titles if goal_of("config", f"{title}: -t") is None], [])


class Rows(unittest.TestCase):
    def test_a_row_has_median_tail_and_greatest_of_each_ratio_goal_and_verdict(self):
        cells = figure([0.5, 0.25, 4.0], [1.0, 1.0]).cells(["Vigil", "keepalived"])
        self.assertEqual(
            cells,
            [f"{FIRST_ADVERT}, ms", "3/2", "0.500 / - / 4", "1 / - / 1", "0.50", "<= 1.0x", "met", "0 %"],
        )

    def test_a_machine_that_was_busy_beside_is_marked_and_warned_of(self):
        one = figure([1.0], [1.0])
        one.beside_percent = 40.0
        self.assertEqual(one.cells(["Vigil"])[-1], "40 % !")
        self.assertIn("40 %", warning([one]))
        self.assertIsNone(warning([figure([1.0], [1.0])]))

    def test_numbers_have_three_digits(self):
        shown = [number(value) for value in (0.01234, 1.236, 12.36, 1236.4, 3.0, None)]
        self.assertEqual(shown, ["0.012", "1.24", "12.4", "1236", "3", "-"])

    def test_runs_of_the_same_quantity_are_pooled(self):
        first, second = figure([1.0], [2.0]), figure([3.0], [4.0])
        second.beside_percent = 7.0
        [both] = pool([first, second])
        self.assertEqual(both.samples, {"Vigil": [1.0, 3.0], "keepalived": [2.0, 4.0]})
        self.assertEqual(both.beside_percent, 7.0)


class ThePage(unittest.TestCase):
    MACHINE = {"date": "2026-01-02 03:04 UTC", "kernel": "6.1", "cores": 2, "processor": "P"}
    FACTS = [{**MACHINE, "Vigil": "v1", "keepalived": "k1"}]

    def test_the_part_between_the_marks_is_written_anew_and_the_rest_stays(self):
        page = rewrite(f"before\n{BEGIN}\nold\n{END}\nafter\n", [figure([2.0], [1.0])], self.FACTS)
        self.assertTrue(page.startswith("before\n") and page.endswith("\nafter\n"))
        self.assertNotIn("old", page)
        self.assertIn("| missed |", page)
        self.assertIn("0 met, 1 missed", page)
        self.assertIn("- Vigil: v1", page)

    def test_a_page_without_marks_is_refused(self):
        with self.assertRaises(ValueError):
            rewrite("nothing", [figure([2.0], [1.0])], self.FACTS)

    def test_what_was_not_measured_is_named(self):
        one = figure([], [])
        one.missing = ["kill9 0.1 s: no take-over"]
        self.assertIn("Note: kill9 0.1 s: no take-over", generated([one], self.FACTS))


class ManyRouters(unittest.TestCase):
    @staticmethod
    def adverts(*seconds: float, source: str = "10.0.0.1", router: int = 1) -> list[Advert]:
        return [Advert(round(at * SECOND), source, router, 255) for at in seconds]

    def test_gaps_are_counted_for_each_router(self):
        seen = sorted(
            self.adverts(0, 1, 2.2, 3.2) + self.adverts(0.5, 1.5, 2.5, 3.4, router=2), key=lambda advert: advert.at_ns
        )
        punctual = Punctuality.of(seen, 2, (0, 4 * SECOND), SECOND)
        self.assertEqual((punctual.late, punctual.greatest_ns, punctual.silent), (1, 1_200_000_000, 0))

    def test_a_router_that_falls_silent_is_late(self):
        self.assertEqual(Punctuality.of(self.adverts(0, 1), 1, (0, 9 * SECOND), SECOND).late, 1)

    def test_a_router_that_was_never_heard_is_silent(self):
        self.assertEqual(Punctuality.of(self.adverts(0, 1), 3, (0, 2 * SECOND), SECOND).silent, 2)

    def test_routers_are_spread_over_cables(self):
        text = configuration([Router(254, "MASTER", 255)], [])
        for line in ("interface v1", "virtual_router_id 1\n", "10.1.1.1\n"):
            self.assertIn(line, text)


class ManyAddresses(unittest.TestCase):
    ZERO_NS = 5 * SECOND
    DUE_NS = ZERO_NS + SKEW_NS

    def seen(self, adverts_ns: list[int]) -> TakeOver:
        adverts = [Advert(self.ZERO_NS, BACKUP_ADDRESS, 51, 0)]
        adverts += [Advert(self.DUE_NS + at_ns, MASTER_ADDRESS, 51, 254) for at_ns in adverts_ns]
        garps = [Garp(self.DUE_NS + (3 + i) * MS, address, "a") for i, address in enumerate(wanted(2))]
        garps.append(Garp(self.DUE_NS + 9 * MS, wanted(2)[0], "a"))
        events = [AddressEvent(self.DUE_NS + (1 + i) * MS, True, address) for i, address in enumerate(wanted(2))]
        return TakeOver.of(adverts, garps, events, 2)

    def test_times_count_from_the_skew_after_the_resignation(self):
        self.assertEqual(self.seen([MS, SECOND]), TakeOver(MS, 2 * MS, 4 * MS, 9 * MS, 0))

    def test_a_later_advert_that_waits_for_the_addresses_is_late(self):
        self.assertEqual(self.seen([0, SECOND + 170 * MS, 2 * SECOND]).late_ns, 170 * MS)

    def test_an_address_that_never_came_is_no_figure(self):
        with self.assertRaises(Unfinished):
            TakeOver.of([], [], [], 2)
