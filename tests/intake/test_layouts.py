"""Pages that are built in unusual ways: for mobile previews, carelessly, out of tables."""

from pathlib import Path

import pytest

from desk.domain.errors import Invalid
from desk.domain.segment import Block, BlockKind
from desk.intake.reader import ReadArticle, read

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> ReadArticle:
    return read((PAGES / name).read_bytes(), name=name)


def lines(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks]


def marked(block: Block) -> list[tuple[str, str, str]]:
    return [
        (mark.kind.value, block.text[mark.start : mark.end], mark.attributes.get("href", "")) for mark in block.marks
    ]


class TestAmp:
    def test_it_reads_every_block_in_its_place(self) -> None:
        assert lines(page("es-amp.html").blocks) == [
            ("headline", "El tren del valle reabre tras dos años de obras"),
            (
                "standfirst",
                "La línea transportará a 18\u00a0000 viajeros diarios; los vecinos piden que se respeten los horarios",
            ),
            ("caption", "Los primeros viajeros esperan en el andén."),
            (
                "paragraph",
                "El primer tren salió de la estación central a las 5:10 de la mañana con 212 pasajeros, entre ellos la "
                "gobernadora, Alicia Montes. “Nadie creía que fuéramos a terminar”, dijo al bajar.",
            ),
            (
                "paragraph",
                "Las obras costaron 1,300 millones de pesos, casi el doble de lo previsto, según la auditoría estatal.",
            ),
            ("subheading", "Tres estaciones nuevas"),
            ("paragraph", "La línea tiene ahora once paradas:"),
            ("list_item", "Central, con enlace al metro;"),
            ("list_item", "Mercado, junto a los puestos de fruta;"),
            ("list_item", "Universidad, que abrirá en enero."),
            ("quote", "Llegué al trabajo en veinte minutos. Antes tardaba una hora."),
            ("paragraph", "¿Habrá trenes de noche? La empresa responde que «todavía no»: faltan 14 conductores."),
            ("quote", "Ya era hora. — Un vecino (@vecino)"),
            ("paragraph", "El boleto cuesta 9 pesos y la mitad para estudiantes."),
        ]

    def test_it_knows_who_wrote_it_when_and_where(self) -> None:
        found = page("es-amp.html")

        assert (found.byline, found.site, found.language) == ("Inés Cordero", "La Brújula", "es")
        assert found.url == "https://labrujula.example/2024/09/tren-del-valle-reabre"
        assert found.published_at is not None
        assert found.published_at.isoformat() == "2024-09-13T12:05:00+00:00"

    def test_its_marks_lie_on_the_words_that_they_are_about(self) -> None:
        costs = next(block for block in page("es-amp.html").blocks if block.text.startswith("Las obras"))

        assert marked(costs) == [
            ("emphasis", "casi el doble", ""),
            ("link", "auditoría estatal", "https://transparencia.example/informe?id=77&v=2"),
        ]


class TestNasty:
    def test_it_reads_what_a_reader_sees(self) -> None:
        assert lines(page("en-nasty.html").blocks) == [
            ("headline", "Bridge reopens after inspectors find no cracks"),
            (
                "paragraph",
                "The Mill Lane bridge opened to traffic at noon on Monday, nine days after a lorry hit one of its "
                "piers and engineers closed it.",
            ),
            (
                "paragraph",
                "“We looked at every bolt,” said Helen Marsh, the county’s chief engineer. “There are no cracks.”",
            ),
            (
                "paragraph",
                "Traffic on the detour had doubled to 4,200 vehicles a day… and tempers with it, police said.",
            ),
            (
                "paragraph",
                "A sign at the site reads <b>Slow & steady</b>; &lol2;&secret;&nosuchentity; nobody obeys it.",
            ),
            (
                "paragraph",
                "Shop owners on the east bank lost a third of their sales, the traders’ association said, and want the "
                "county to pay.",
            ),
            ("paragraph", "The county says that it will answer “within weeks”."),
            ("paragraph", "The lorry\ufffd driver, 41, was not hurt. He will appear in court on May\u00a03."),
        ]

    def test_it_keeps_no_address_that_runs_or_hides_something(self) -> None:
        found = page("en-nasty.html")

        assert found.url == ""
        assert not any(mark.kind.value == "link" for block in found.extracted for mark in block.marks)

    @pytest.mark.parametrize(
        "foreign",
        ["INJECTED", "HIDDEN", "NOSCRIPT", "IFRAME", "OBJECT", "SVG", "TEXTAREA", "TEMPLATE", "root:", "newsletter"],
    )
    def test_it_takes_in_nothing_else(self, foreign: str) -> None:
        assert not any(foreign in block.text for block in page("en-nasty.html").extracted)


class TestTables:
    BODY = (
        "Атомный ледокол «Чукотка» за двое суток вывел из Обской губы три сухогруза, застрявших во льдах на прошлой "
        "неделе, сообщили в пароходстве.",
        "На борту судов находились 58 моряков. «Продуктов хватало, связь была», — рассказал капитан «Полярной звезды» "
        "Андрей Волков.",
        "По данным синоптиков, толщина льда достигала полутора метров, а температура опускалась до −38 градусов.",
        "",
        "В министерстве транспорта пообещали, что следующей зимой на трассе будут дежурить два ледокола вместо одного.",
        "Мария Лебедева",
    )

    def test_it_loses_no_paragraph_of_a_page_that_is_laid_out_in_cells(self) -> None:
        texts = [block.text for block in page("ru-tablitsy.html").blocks]

        assert texts[0] == "Ледокол вывел из льдов три судна"
        assert texts[1 : 1 + len(self.BODY)] == list(self.BODY)

    def test_it_keeps_the_place_of_a_table_and_says_so(self) -> None:
        found = page("ru-tablitsy.html")

        assert [block.kind for block in found.blocks].index(BlockKind.TABLE) == 4
        assert len(found.notices) == 1
        assert "1 table" in found.notices[0]

    def test_it_takes_no_menu_for_a_table(self) -> None:
        assert not any(
            word in block.text for block in page("ru-tablitsy.html").extracted for word in ("Спорт", "Культ")
        )


class TestTitles:
    BODY = "".join(
        f"<p>{text}</p>"
        for text in (
            "The ferry to the islands was cancelled on Tuesday because of a storm that came in overnight.",
            "About two hundred people waited at the pier, where the harbour office handed out tea and blankets.",
            "The company expects to sail again on Wednesday morning if the wind drops as forecast.",
        )
    )

    @pytest.mark.parametrize(
        "title",
        [
            "Ferry to the islands cancelled | Harbour Post",
            "Ferry to the islands cancelled - Harbour Post",
            "Harbour Post :: Ferry to the islands cancelled",
            "Ferry to the islands cancelled » News » Harbour Post",
        ],
    )
    def test_it_leaves_a_site_s_name_that_only_the_title_says(self, title: str) -> None:
        html = f"<title>{title}</title><div><b>Ferry to the islands cancelled</b></div><article>{self.BODY}</article>"

        assert read(html.encode(), name="a.html").title == "Ferry to the islands cancelled"

    def test_it_leaves_a_title_whole_whose_parts_the_page_does_not_show(self) -> None:
        html = f"<title>Ferry to the islands - cancelled for now</title><article>{self.BODY}</article>"

        assert read(html.encode(), name="a.html").title == "Ferry to the islands - cancelled for now"


class TestNothing:
    @pytest.mark.parametrize(
        "html",
        [
            "<html></html>",
            "<html><body><nav><a href='/'>Home</a><a href='/a'>About this very site</a></nav></body></html>",
            "<html><body><form><input name=user><input name=password><button>Sign in</button></form></body></html>",
            "<html><head><title>Ferry cancelled</title></head><body><script>render()</script></body></html>",
            "<html><body><h3>Leave a Reply</h3><p>Your email address will not be published.</p></body></html>",
        ],
    )
    def test_a_page_without_an_article_is_refused(self, html: str) -> None:
        with pytest.raises(Invalid, match=r"^No article was found in “a\.html”[,.]"):
            read(html.encode(), name="a.html", language="en")
