"""Tables as data frames and the network as a graph: nothing is lost, not known is not no."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toy
from npcev_kb import load
from npcev_kb.analysis.evidence import Evidence
from npcev_kb.analysis.mechanism import Mechanism
from npcev_kb.model.vocabulary import NodeKind
from npcev_kb.reading.errors import UnknownNameError
from npcev_kb.reading.frames import as_frame
from npcev_kb.render.export.document import document
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.export.tables.table import Column, Kind, Table
from npcev_kb.render.export.tables.texts import TABLES

REAL, TOYS = load(toy.REPOSITORY), load(toy.FOLDER)
DTYPES = {
    Kind.TEXT: "string", Kind.INTEGER: "Int64", Kind.NUMBER: "Float64", Kind.BOOLEAN: "boolean",
    Kind.DAY: "datetime64[s]",
}  # fmt: skip


@pytest.mark.parametrize("kb", [REAL, TOYS], ids=["real", "toy"])
def test_every_table_is_a_frame_with_its_cells_types_and_meanings(kb: object) -> None:
    base = REAL if kb is REAL else TOYS
    whole = document(base._published)
    assert base.tables == tuple(table.name for table in TABLES)
    for table in TABLES:
        frame = base.to_pandas(table.name)
        told = {column.name: DTYPES[column.kind] for column in table.columns}
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == told
        assert cells(frame) == list(table.rows(whole))
        assert frame.attrs["about"] == table.about
        assert frame.attrs["columns"] == {column.name: column.about for column in table.columns}


def cells(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """The cells of a frame as the tables have them."""

    def plain(value: object) -> object:
        if value is pd.NA or value is pd.NaT:
            return None
        return value.date().isoformat() if isinstance(value, pd.Timestamp) else value

    rows = zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    return [tuple(map(plain, row)) for row in rows]


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["=1+1", "+1", "-1", "@x", "'=1", "\t", "a\tb", "a\nb", 'a"b', "\r\n", "NA",
                     "", "nan", "None", "true", "01", "ω אב 細胞", "\u2028"]),
)  # fmt: skip
DAYS = st.dates().map(lambda day: day.isoformat())
ROW = st.tuples(
    TEXTS | st.none(),
    st.integers(-(2**63), 2**63 - 1) | st.none(),
    st.floats(allow_nan=False, allow_infinity=False) | st.none(),
    st.booleans() | st.none(),
    DAYS | st.none(),
)


def made(rows: list[tuple[Plain, ...]]) -> Table:
    columns = tuple(Column(kind.value, f"A {kind.value}.", kind) for kind in DTYPES)
    names = [column.name for column in columns]
    return Table("t", "A table.", columns, ("text",),
                 lambda _: [dict(zip(names, row, strict=True)) for row in rows])  # fmt: skip


@settings(deadline=None)
@given(st.lists(ROW, max_size=6))
def test_a_frame_gives_back_every_cell_and_knows_what_is_not_known(
    rows: list[tuple[Plain, ...]],
) -> None:
    frame = as_frame(made(rows), {})
    assert cells(frame) == rows
    assert [str(dtype) for dtype in frame.dtypes] == list(DTYPES.values())


@settings(deadline=None)
@given(st.lists(ROW, max_size=6))
def test_a_frame_survives_parquet(rows: list[tuple[Plain, ...]]) -> None:
    frame = as_frame(made(rows), {})
    back = pd.read_parquet(io.BytesIO(frame.to_parquet()))
    assert cells(back.astype(frame.dtypes.to_dict())) == rows


def test_a_table_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match='no table "claim"; did you mean "claims"'):
        REAL.to_pandas("claim")


@pytest.mark.parametrize(
    ("library", "call"), [("pandas", "to_pandas('claims')"), ("networkx", "to_networkx()")]
)
def test_a_missing_library_is_told_with_the_command_that_brings_it(library: str, call: str) -> None:
    code = f"""import sys; sys.modules[{library!r}] = None
from npcev_kb import load
try: load(sys.argv[1]).{call}
except ImportError as error: print(error)"""
    said = subprocess.run(
        [sys.executable, "-c", code, str(toy.FOLDER)], check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() == f"{library} is not installed: pip install npcev-kb[{library}]"


@pytest.mark.parametrize("in_field", [True, False, None])
def test_every_step_of_every_way_is_one_edge_and_every_edge_a_step(in_field: bool | None) -> None:
    for kb in (REAL, TOYS):
        mechanism = Mechanism(Evidence(kb._published))
        paths = {True: mechanism.paths, False: mechanism.elsewhere, None: mechanism.everywhere}
        graph = kb.to_networkx(in_field=in_field)
        assert isinstance(graph, nx.MultiDiGraph)
        expected = {
            (start.id, end.id, path.ref) for path in paths[in_field] for start, end, _ in path.hops
        }
        assert set(graph.edges(keys=True)) == expected
        nodes = {
            node.id: node
            for path in paths[in_field]
            for stop in path.stops.values()
            for node in stop
        }
        assert set(graph.nodes) == set(nodes)
        for name, about in graph.nodes(data=True):
            assert (about["column"], about["kind"]) == (nodes[name].column, nodes[name].kind)
            assert ("key" in about) == (nodes[name].kind is NodeKind.TERM)


def test_an_edge_says_what_its_claim_says() -> None:
    graph = REAL.to_networkx()
    assert graph.number_of_edges() > 100
    for _, end, ref, about in graph.edges(keys=True, data=True):
        claim = REAL.claim(ref)
        assert about["claim"] == ref
        assert (about["study"], about["effect"]) == (claim.study.id, claim.effect)
        assert (about["level"], about["basis"]) == (claim.judged.grade.level, claim.basis)
        assert about["review_only"] == claim.review_only
        assert about["modules"] == "; ".join(claim.modules)
        assert about.get("in_field") is claim.in_field
        if about["proposed"]:
            assert graph.nodes[end]["column"] == "step"


@pytest.mark.parametrize("kb", [REAL, TOYS], ids=["real", "toy"])
def test_the_graph_can_be_written_and_read_again(kb: object, tmp_path: Path) -> None:
    graph = (REAL if kb is REAL else TOYS).to_networkx()
    nx.write_graphml(graph, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(about["claim"] for *_, about in back.edges(data=True)) == sorted(
        about["claim"] for *_, about in graph.edges(data=True)
    )
