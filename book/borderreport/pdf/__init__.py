"""The PDF of the report, made from the pages of the HTML book: nothing is read, run or computed twice.

`pages` reads what the book build wrote, `join` makes one document of it, `figures`, `tables` and `entries`
fit its parts to paper, `front` and `back` add what a printed book has, `write` lays it out, and `offer` links
it from the HTML book.
"""
