"""What each article says of the findings, what it adds alone, and what leaving it out changes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from borderreport.data import CORE, RECORD, Dataset, load
from borderreport.findings.articles import WORDS, said, settled
from borderreport.findings.finding import Finding
from borderreport.findings.vocabulary import LOOKS_ALIKE, SUPPORTS
from borderreport.outputs import EVIDENCE

#: Words for what an article says, from what holds to what does not; "split" is some of each.
HOLDS, IN_PART, FAILS = ("right", "rounded"), ("partly right", "split", "otherwise"), ("outdated", "wrong")
GROUPS = {"hold": HOLDS, "in part": IN_PART, "fail": FAILS}
#: Bearings of claims that do not hold.
FAILING = ("differs", "outdated", "superseded_plan")
FEW = 5  # a row that counts many claims opens the first of them


def in_order(data: Dataset) -> pd.Series:
    """Short names of the articles by source_id, in order of publication."""
    return data.sources.sort_values("published").set_index("source_id")["short_name"]


def words(data: Dataset, weight: int = 2) -> pd.DataFrame:
    """What each article says of each finding of this weight or more, a row each; silence has none.

    Columns: finding_id, source_id, word (of `borderreport.findings.vocabulary.ARTICLES`),
    ``group`` (of `GROUPS`), ``copied`` (all that it says there follows another article), claim_ids.
    """
    group = {word: name for name, words in GROUPS.items() for word in words}
    rows = []
    for finding in _of_weight(data, weight):
        for source_id in in_order(data).index:
            own = _own(finding, source_id)
            if own:
                word = finding.article(source_id)
                copied = all(claim["follows_id"] for claim in own)
                told = [claim["claim_id"] for claim in own]
                rows.append([finding.finding_id, source_id, word, group[word], copied, told])
    return pd.DataFrame(rows, columns=["finding_id", "source_id", "word", "group", "copied", "claim_ids"])


def holding(data: Dataset, weight: int = 2) -> pd.DataFrame:
    """How much of what each article says of the findings holds, counted by `GROUPS`: a row each.

    Columns: Article, those of `GROUPS`, and as evidence the first claims, those that hold least first.
    """
    said_of, names = words(data, weight), in_order(data)
    counted = said_of.groupby(["source_id", "group"]).size().unstack(fill_value=0)
    counted = counted.reindex(index=names.index, columns=list(GROUPS), fill_value=0)
    worst = said_of.sort_values("group", key=lambda group: -group.map(list(GROUPS).index), kind="stable")
    claims = worst.explode("claim_ids").groupby("source_id")["claim_ids"]
    counted[EVIDENCE] = claims.agg(lambda ids: list(ids.unique()[:FEW]))
    return counted.rename(index=names).rename_axis("Article").reset_index()


def texts(data: Dataset) -> pd.DataFrame:
    """The articles in order of publication: a row each.

    Columns: key, name, tier, published, n_claims, n_following (how many of them follow another article), and
    claim_ids, the first of them, those that follow before others.
    """
    names = in_order(data)
    claims = data.claims.assign(copy=data.claims["follows_id"].notna())
    claims = claims.sort_values("copy", ascending=False, kind="stable").groupby("source_id")
    counts = dict(n_claims=("claim_id", "size"), n_following=("copy", "sum"), claim_ids=("claim_id", list))
    found = claims.agg(**counts)
    found = found.loc[names.index].assign(name=names, tier=CORE)
    found = found.join(data.sources.set_index("source_id")["published"])
    found["claim_ids"] = found["claim_ids"].str[:FEW]
    return found.rename_axis("key").reset_index()


def disputed(data: Dataset, weight: int = 2) -> list[str]:
    """Findings of this weight or more on which articles say unlike things, and not in one chain of copies."""
    found = data.differences
    found = found[(found["weight"] >= weight) & ~found["chain"] & (found["n_sources"] > 1)]
    unlike = [len(set(says.values())) > 1 or "split" in says.values() for says in found["says"]]
    ordered = found[unlike].sort_values("weight", ascending=False, kind="stable")
    return ordered["finding_id"].tolist()


def across(data: Dataset, finding_ids: Iterable[str]) -> pd.DataFrame:
    """Rows of a table: findings down, each with what holds and its standing, and the articles across.

    The evidence is the claim that gives the value, and the first of each article that does not hold.
    """
    names, said_of = in_order(data), words(data, weight=1).groupby("finding_id")
    rows = []
    for finding in map(data.finding, finding_ids):
        own = said_of.get_group(finding.finding_id).set_index("source_id")
        told = own["word"] + own["copied"].map({True: ", copied", False: ""})
        told = told.reindex(names.index).fillna("silent")
        unlike = own.loc[own["group"] != "hold", "claim_ids"].str[0]
        claims = dict.fromkeys([finding.adopted, *unlike])
        holds = f"{finding.question} {finding.standing.capitalize()}: {finding.sentence}"
        rows.append([holds, *told, [claim for claim in claims if claim]])
    return pd.DataFrame(rows, columns=["Question, and what holds", *names, EVIDENCE])


def failings(data: Dataset, bearings: Iterable[str] = FAILING, weight: int = 2) -> pd.DataFrame:
    """Rows of a table: where articles do not hold, by article and finding.

    ``bearings`` are those of the claims to list. To differ where nothing settles it is no failing.
    """
    rows = []
    for source_id, name in in_order(data).items():
        for finding in _of_weight(data, weight):
            kept = set(bearings) - (set() if settled(finding.row) else {"differs"})
            own = [claim for claim in _own(finding, source_id) if claim["bearing"] in kept]
            if own:
                fault = ", ".join(dict.fromkeys(WORDS[claim["bearing"]] for claim in own))
                printed = ", ".join(dict.fromkeys(f"“{claim['as_stated']}”" for claim in own))
                reason = next((claim["reason"] for claim in own if claim["reason"]), finding.sentence)
                ids = [claim["claim_id"] for claim in own]
                rows.append([finding.question, f"{name}: {printed}", fault, reason, ids])
    return pd.DataFrame(rows, columns=["Question", "As printed", "It is", "What to know", EVIDENCE])


def alone(data: Dataset) -> pd.DataFrame:
    """Findings that one article supports with words of its own, and nobody else does: a row each.

    Those of most weight first, then those with most claims. Columns: source_id, finding_id, weight, topic,
    question, claim_ids.
    """
    rows = []
    for finding in data.settled.values():
        support = [claim for claim in finding.evidence if claim["bearing"] in SUPPORTS]
        sources = {claim["source_id"] for claim in support}
        own = [claim["claim_id"] for claim in support if claim["tier"] == CORE and not claim["follows_id"]]
        if len(sources) == 1 and own:
            about = (finding.finding_id, finding.weight, finding.topic, finding.question)
            rows.append([sources.pop(), *about, own])
    rows.sort(key=lambda row: (-row[2], -len(row[-1])))
    return pd.DataFrame(rows, columns=["source_id", "finding_id", "weight", "topic", "question", "claim_ids"])


def left_out(data: Dataset, source_id: str) -> pd.DataFrame:
    """What changes when a source is left out (`borderreport.data.PUBLIC_PAGES`: all pages): a row a finding.

    Those of most weight first. Columns: finding_id, weight, question, change ("withdrawn", or "falls back":
    another claim gives it), ``before`` and ``after`` (standing and sentence), ``altered`` (the sentence is
    another), claim_id (that gave it).
    """
    others = load(without=[*data.without, source_id]).settled
    rows = []
    for before in _of_weight(data, 1):
        key, after = before.finding_id, others[before.finding_id]
        if after.adopted == before.adopted:
            continue
        change = "falls back" if after.adopted else "withdrawn"
        told = [f"{finding.standing.capitalize()}: {finding.sentence}" for finding in (before, after)]
        altered = before.sentence != after.sentence
        rows.append([key, before.weight, before.question, change, *told, altered, before.adopted])
    columns = "finding_id weight question change before after altered claim_id".split()
    return pd.DataFrame(rows, columns=columns)


def handed_on(data: Dataset) -> pd.DataFrame:
    """Findings on which an article follows another that speaks of them too: a row for each follower.

    Columns: finding_id, source_id, ``earlier`` and ``later`` (what the text followed and the claims that
    follow say), ``lost`` (how many steps less holds: negative where more does), ``unspoken`` (a speaker named
    before is not named), ``official`` (the CSTO itself supports the finding on a public page).
    """
    steps = {word: step for step, group in enumerate((HOLDS, IN_PART, FAILS)) for word in group}
    rows = []
    for finding in data.settled.values():
        for source_id in dict.fromkeys(data.derivations["source_id"]):
            later = [claim for claim in _own(finding, source_id) if claim["follows_id"]]
            earlier = _own(finding, later[0]["follows_id"]) if later else []
            if earlier:
                told = [said(own, settled(finding.row)) for own in (earlier, later)]
                unspoken = any(c["credited"] for c in earlier) and not any(c["credited"] for c in later)
                rows.append([finding.finding_id, source_id, *told, steps[told[1]] - steps[told[0]], unspoken])
                rows[-1].append(any(map(_by_csto, finding.evidence)))
    columns = "finding_id source_id earlier later lost unspoken official".split()
    return pd.DataFrame(rows, columns=columns)


def alike(data: Dataset, weight: int = 3) -> pd.DataFrame:
    """Rows of a table: claims of articles that only seem to bear on findings of this weight or more."""
    rows = [
        [finding.question, f"{claim['source']}: “{claim['as_stated']}”", claim["reason"], [claim["claim_id"]]]
        for finding in _of_weight(data, weight)
        for claim in finding.evidence
        if claim["tier"] == CORE and claim["bearing"] == LOOKS_ALIKE
    ]
    return pd.DataFrame(rows, columns=["Question", "Looks like an answer", "Why it is none", EVIDENCE])


def _of_weight(data: Dataset, weight: int) -> list[Finding]:
    found = [finding for finding in data.settled.values() if finding.weight >= weight]
    return sorted(found, key=lambda finding: -finding.weight)


def _own(finding: Finding, source_id: str) -> list[dict]:
    """Claims of one source that bear on a finding."""
    return [c for c in finding.evidence if c["source_id"] == source_id and c["bearing"] != LOOKS_ALIKE]


def _by_csto(claim: dict) -> bool:
    return claim["tier"] == RECORD and claim["voice"] == "csto" and claim["bearing"] in SUPPORTS
