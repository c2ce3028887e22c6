"""Faults of the links to claims on a built page, and of the entries they lead to, by what the CSV files say."""

from __future__ import annotations

import re
from itertools import chain

import claimwords as words
from bs4 import BeautifulSoup, NavigableString, Tag

ROLE = re.compile(r"\{(claim|evidence)\}`([^`]+)`")
CODE = re.compile(r"^```\{code-cell\}.*?^```$", re.M | re.S)
LINK = "article.bd-article a:has(> .claim)"


def roles(source: str, kind: str) -> list[str]:
    """What the roles of one kind name in the source of a chapter, in order; code is no part of it."""
    return [found[2].strip() for found in ROLE.finditer(CODE.sub("", source)) if found[1] == kind]


def anchor(link: Tag) -> str:
    """The claim that a link leads to."""
    return link["href"].partition("#")[2]


def printed(link: Tag) -> str:
    """What a link prints, without its dagger."""
    return link.get_text().removesuffix("†")


def _kind(link: Tag) -> str:
    named = link.select_one(".claim")["class"]
    return next((name for name in ("claim-value", "claim-place") if name in named), "claim")


def _runs(links: list[Tag]) -> list[list[Tag]]:
    """The links that name places, as the lists they stand in: neighbours with a semicolon between them."""
    runs: list[list[Tag]] = []
    for link in links:
        before = link.previous_sibling
        apart = not isinstance(before, NavigableString) or before != "; "
        if not apart and runs and before.previous_sibling is runs[-1][-1]:
            runs[-1].append(link)
        else:
            runs.append([link])
    return runs


def _page_faults(links: list[Tag]):
    """Where a link leads and whether its dagger is there, whatever it prints."""
    for link in links:
        claim_id = anchor(link)
        if claim_id not in words.claims():
            yield f"{link.get_text()!r} leads to {link['href']}"
            continue
        page = "evidence" if words.claims()[claim_id]["tier"] == "core" else "record"
        if link["href"].partition("#")[0] not in ("", f"{page}.html"):
            yield f"{claim_id} is not on {link['href']}"
        if link.get_text().endswith("†") != (claim_id in words.contradicted()):
            yield f"dagger of {claim_id}: {link.get_text()!r}"
        if _kind(link) == "claim" and printed(link) != claim_id:
            yield f"{claim_id} goes by {printed(link)!r}"


def _value_faults(links: list[Tag], source: str):
    """Values in prose: each is the claim and the form that the chapter's role names, in order."""
    asked = [role.partition(":")[::2] for role in roles(source, "claim")]
    found = [anchor(link) for link in links]
    expected = [claim_id for claim_id, _ in asked]
    if found != expected:
        differing = (pair for pair in zip(found, expected) if pair[0] != pair[1])
        wrong, right = next(differing, (len(found), len(expected)))
        yield f"values in prose are not those of the chapter: {wrong} for {right}"
        return
    for link, (claim_id, form) in zip(links, asked):
        expected = words.worded(words.claims()[claim_id], form or "value")
        if printed(link) != expected:
            yield f"{claim_id} in prose: {printed(link)!r} is not {expected!r}"


def _place_faults(links: list[Tag]):
    for run in _runs(links):
        named = [anchor(link) for link in run]
        if not set(named) <= set(words.claims()):
            continue  # told as a link that leads nowhere
        for link, claim_id, expected in zip(run, named, words.places(named)):
            if printed(link) != expected:
                yield f"place of {claim_id}: {printed(link)!r} is not {expected!r}"


def _bracket_faults(article: Tag, source: str):
    """Brackets in prose name the claims that the chapter's roles name, in order."""
    brackets = [[anchor(a) for a in span.select("a")] for span in article.select("span.evidence")]
    asked = [role.split() for role in roles(source, "evidence")]
    if brackets != asked:
        yield f"brackets name {[b for b in brackets if b not in asked][:2]} where the chapter names others"


def link_faults(page: BeautifulSoup, source: str) -> list[str]:
    """What is wrong with the links to claims of a page, whose chapter is ``source``."""
    links = page.select(LINK)
    by_kind = {kind: [a for a in links if _kind(a) == kind] for kind in ("claim-value", "claim-place")}
    return list(
        chain(
            _page_faults(links),
            _value_faults(by_kind["claim-value"], source),
            _place_faults(by_kind["claim-place"]),
            _bracket_faults(page.select_one("article.bd-article"), source),
        )
    )


def entry_faults(page: BeautifulSoup) -> list[str]:
    """What is wrong with statement, phrase, value and date of the entries of a page."""
    faults = []
    for entry in page.select(".claim-entry[id]"):
        claim = words.claims()[entry["id"]]
        facts = zip(entry.select("dt"), entry.select("dd"))
        said = {name.get_text().rstrip(":"): fact.get_text() for name, fact in facts}
        basis = "stated" if claim["date_basis"] == "stated" else "inferred from context"
        where = f" in {words.place(claim)}" if claim["tier"] == "core" else ""
        dated = f"{words.date(claim['date_edtf'])} ({basis})" if claim["date_edtf"] else None
        expected = {
            "statement": f"{entry['id']} {claim['statement']}",
            "Printed as": f"{words.quote(claim)}{where}; find it on the publisher’s page",
            "Value": words.value(claim),
            "Date": dated,
        }
        said["statement"] = entry.select_one(".claim-statement").get_text()
        for part, text in expected.items():
            if (found := said.get(part) and said[part].strip()) != text:
                faults.append(f"{part} of {entry['id']}: {found!r} is not {text!r}")
    return faults
