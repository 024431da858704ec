"""What a post-edit made of names."""

import pytest

from desk.text.name_edits import NameEdit, name_edits


class TestNames:
    @pytest.mark.parametrize(
        ("draft", "final", "edits"),
        [
            (
                "The attack at the Crocus City theater killed many.",
                "The attack at the Crocus City Hall killed many.",
                [("Crocus City theater", "Crocus City Hall")],
            ),
            (
                "So said Maria Zakharov today.",
                "So said Maria Zakharova today.",
                [
                    ("Maria Zakharov", "Maria Zakharova"),
                    ("Zakharov", "Zakharova"),
                ],
            ),
            (
                "He fled the Albert theater.",
                "He fled Albert Hall.",
                [("Albert theater", "Albert Hall")],
            ),
            (
                "The attack at the Crocus City theatre killed many.",
                "The attack at the Crocus City concert hall killed many.",
                [("Crocus City theatre", "Crocus City concert hall")],
            ),
            ("Then storm Yagi came.", "Then typhoon Yagi came.", [("storm Yagi", "typhoon Yagi")]),
            (
                "The theatre Crocus City burned.",
                "The hall Crocus City burned.",
                [("theatre Crocus City", "hall Crocus City")],
            ),
            ("Then Kiev denied it.", "Then Kyiv denied it.", [("Kiev", "Kyiv")]),
            ("He left. In Kiev it rained.", "He left. In Kyiv it rained.", [("Kiev", "Kyiv")]),
            ("A Kiev court ruled.", "A Kyiv court ruled.", [("Kiev", "Kyiv")]),
            ("Nach Kiew kam er.", "Nach Kyjiw kam er.", [("Kiew", "Kyjiw")]),
            ("Crocus theatre burned.", "Crocus Hall burned.", [("Crocus theatre", "Crocus Hall")]),
            ("He spoke in Kiev.", "He spoke in Kyiv.", [("Kiev", "Kyiv")]),
            (
                "They met the Islamic country group.",
                "They met the Islamic State group.",
                [
                    ("Islamic country", "Islamic State"),
                ],
            ),
            (
                "The Investigation Committee of Russia said.",
                "The Investigative Committee of Russia said.",
                [
                    ("Investigation Committee", "Investigative Committee"),
                    ("Investigation", "Investigative"),
                ],
            ),
        ],
    )
    def test_it_finds_a_name_as_a_whole_and_what_changed(
        self, draft: str, final: str, edits: list[tuple[str, str]]
    ) -> None:
        [found] = name_edits(draft, final)

        assert list(found) == [NameEdit(*edit) for edit in edits]

    @pytest.mark.parametrize(
        ("draft", "final"),
        [
            ("It rained a lot.", "It rained heavily."),
            ("The rain fell.", "Rain fell."),
            ("Then theatre burned.", "Then Hall burned."),
            ("Kiev denied it.", "Kyiv denied it."),
            ("Rains fell on the city.", "Showers fell on the city."),
            ("He had difficult to believe.", "He found it hard to believe."),
            ("ISIS-K did it.", "Isis-K did it."),
            ("It killed 130 people.", "It killed 137 people."),
            ("A b c d e f G h.", "One two three four five six Seven h."),
            ("", "All of it is new."),
            ("It happened on 24 March.", "It happened on March 24."),
            ("Then Telegram boss Pavel Durov left.", "Then Telegram founder Pavel Durov left."),
            ("Then he was arrested.", "Then Durov was arrested."),
            ("He was in Lao Cai.", "He went to Lao Cai."),
            ("They set fire to Albert Hall.", "They set Albert Hall on fire."),
            (
                "Then Pavel Durov said so.",
                "Then Pavel Durov told so.",
            ),
            ("He flew to Le Bourget airport in Paris.", "He flew to Le Bourget airport near Paris."),
            ("At the airport of Le Bourget he stopped.", "At an airport of Le Bourget he stopped."),
            ("They saw the Russian theatre burn.", "They saw the Russian concert hall burn."),
            ("Moscow theatre burned.", "Moscow hall burned."),
            ("They met in the theatre. Moscow slept.", "They met in the hall. Moscow slept."),
            ("Prime Minister Dmitry Medvedev works.", "Prime Minister Dmitry Medvedev serves."),
            ("So said the Crocus City boss.", "So said the Crocus City hall."),
            ("Then Vladimir Putin at the theatre spoke.", "Then Vladimir Putin in a hall spoke."),
            ("رفضت الوزارة التعليق", "رفضت الخارجية التعليق"),
        ],
    )
    def test_it_takes_nothing_else_for_a_name(self, draft: str, final: str) -> None:
        assert name_edits(draft, final) == []


class TestFirstWords:
    def test_one_that_the_source_says_is_a_name(self) -> None:
        [found] = name_edits("Kiev denied it.", "Kyiv denied it.", "Kiev phủ nhận.")

        assert found == (NameEdit("Kiev", "Kyiv"),)

    @pytest.mark.parametrize("source", ["Trời mưa.", "Rainsford phủ nhận.", ""])
    def test_one_that_it_does_not_say_is_none(self, source: str) -> None:
        assert name_edits("Rains fell on the city.", "Showers fell on the city.", source) == []
