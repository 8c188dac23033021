#!/usr/bin/env python3
"""Draws the pictures of the sample edition into pictures/.

All inputs stand in this file: dates, limits and figures from public facts (statutes, the Federal
Register, published opinions, agencies' own statistics), rounded coordinates of cities. Needs
matplotlib and Pillow:

    python3 -m venv venv && venv/bin/pip install matplotlib pillow
    venv/bin/python assets/sample/draw.py [NAME ...]
"""
import io
import sys
import textwrap
from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from PIL import Image

FOLDER = Path(__file__).parent / "pictures"
INK, PAPER, GREY, LIGHT = "#22303c", "#fbf9f4", "#8a9099", "#e8e3d8"
BLUE, TEAL, OCHRE, BRICK = "#2f6690", "#3a7d6c", "#c98a1b", "#b5523b"
plt.rcParams.update({"font.family": "DejaVu Sans", "font.size": 13, "text.color": INK,
                     "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK,
                     "ytick.color": INK})
DRAWINGS = {}


def drawing(function):
    """Registers a drawing under its name, with hyphens."""
    DRAWINGS[function.__name__.replace("_", "-")] = function
    return function


def page(title):
    """An empty page of 96 by 60 units, with its title."""
    figure = plt.figure(figsize=(9.6, 6), dpi=100, facecolor=PAPER)
    axes = figure.add_axes([0, 0, 1, 1])
    axes.set(xlim=(0, 96), ylim=(0, 60))
    axes.axis("off")
    axes.text(4, 56, title, fontsize=18, weight="bold", va="center")
    return axes


def chart(title, left=0.1, bottom=0.12, top=0.84):
    """A page with axes for a chart."""
    axes = page(title)
    inner = axes.figure.add_axes([left, bottom, 0.95 - left, top - bottom], facecolor=PAPER)
    inner.spines[["top", "right"]].set_visible(False)
    return inner


def box(axes, x, y, wide, high, text, colour=BLUE, size=13, fill=None, ink="white", wrap=None):
    """A rounded box with its text in the middle; x and y are its lower left corner."""
    axes.add_patch(FancyBboxPatch((x, y), wide, high, boxstyle="round,pad=0,rounding_size=1.2",
                                  facecolor=fill or colour, edgecolor=colour, linewidth=1.6))
    if wrap:
        text = "\n".join(textwrap.fill(line, wrap) for line in text.split("\n"))
    axes.text(x + wide / 2, y + high / 2, text, ha="center", va="center", color=ink,
              fontsize=size, linespacing=1.3)


def arrow(axes, start, end, colour=INK, bend=0.0, style="-|>"):
    axes.add_patch(FancyArrowPatch(start, end, arrowstyle=style, mutation_scale=18, linewidth=1.8,
                                   color=colour, shrinkA=2, shrinkB=2,
                                   connectionstyle=f"arc3,rad={bend}"))


def rows(title, events, colours=None, date_width=20):
    """A list of dated events down a line: (date, text, colour)."""
    axes = page(title)
    step = 50 / len(events)
    axes.plot([date_width, date_width], [52 - step * 0.3, 2 + step * 0.3], color=GREY, lw=2.5, zorder=1)
    for index, (when, text, colour) in enumerate(events):
        y = 52 - step * (index + 0.5)
        axes.text(date_width - 2, y, when, ha="right", va="center", fontsize=12.5, color=GREY, weight="bold")
        axes.plot(date_width, y, "o", ms=12, color=colour, mec=PAPER, mew=2, zorder=2)
        axes.text(date_width + 2.5, y, text, va="center", fontsize=13)
    if colours:
        x = 95
        for name, colour in reversed(colours):
            axes.text(x, 1.6, "● " + name, color=colour, fontsize=11, ha="right", va="center")
            x -= len(name) * 1.05 + 4.5
    return axes


@drawing
def credible_fear_flow():
    axes = page("From the encounter to a decision")
    box(axes, 3, 34, 20, 13, "Expedited\nremoval begins\n(CBP or ICE)", INK)
    box(axes, 30, 34, 18, 13, "Says that they\nfear to return", BLUE)
    box(axes, 55, 34, 18, 13, "Interview with an\nasylum officer\n(USCIS)", BLUE)
    box(axes, 72, 10, 21, 15, "Fear found:\ncourt, or a merits\ninterview", TEAL)
    box(axes, 42, 10, 22, 15, "Not found:\njudge’s review\nwithin 7 days", OCHRE)
    box(axes, 8, 10, 20, 15, "Removal", BRICK)
    arrow(axes, (23, 40.5), (30, 40.5))
    arrow(axes, (48, 40.5), (55, 40.5))
    arrow(axes, (69, 34), (80, 25))
    arrow(axes, (61, 34), (54, 25))
    arrow(axes, (13, 34), (16, 25))
    arrow(axes, (42, 17.5), (28, 17.5))
    arrow(axes, (64, 17.5), (72, 17.5))
    axes.text(15.5, 29.5, "no fear stated", fontsize=11, color=GREY)
    axes.text(35, 19.2, "upheld", ha="center", fontsize=11, color=GREY)
    axes.text(68, 19.2, "vacated", ha="center", fontsize=10.5, color=GREY)


@drawing
def credible_fear_standards():
    inner = chart("How much must be shown?", left=0.36, bottom=0.16)
    names = ["Significant possibility\n(credible fear)", "Reasonable possibility\n(reasonable fear)",
             "Well-founded fear\n(asylum)", "More likely than not\n(withholding, torture)"]
    inner.barh(names[::-1], [50.5, 10.5, 10, 6.5], color=[BRICK, OCHRE, TEAL, BLUE], height=0.6)
    inner.axvline(50, color=INK, lw=1.2, ls="--")
    inner.text(49, 3.55, "one half", ha="right", fontsize=11)
    inner.set(xlim=(0, 60), xticks=[])
    inner.set_xlabel("rising standard (not to scale)")
    inner.tick_params(axis="y", length=0)


def land_line(axes, points, colour=INK, width=2.5):
    axes.plot(*zip(*points), color=colour, lw=width, solid_joinstyle="round", zorder=2)


@drawing
def mpp_map():
    axes = page("Returned to Mexico, city by city")
    line = [(-117.12, 32.53), (-114.72, 32.72), (-114.81, 32.49), (-111.07, 31.33), (-108.21, 31.33),
            (-108.21, 31.78), (-106.53, 31.78), (-106.2, 31.45), (-105.0, 30.65), (-104.4, 29.55),
            (-103.15, 28.98), (-102.7, 29.7), (-101.4, 29.77), (-100.9, 29.35), (-100.5, 28.7),
            (-99.5, 27.5), (-99.1, 26.4), (-98.25, 26.05), (-97.5, 25.88), (-97.15, 25.96)]
    inner = axes.figure.add_axes([0.03, 0.04, 0.94, 0.84], facecolor=PAPER)
    inner.axis("off")
    inner.set(xlim=(-119, -95), ylim=(22.6, 36.6))
    upper = [(-119, 36.6), (-119, 34.2), (-118.4, 33.8), (-117.3, 33.1)] + line + [(-97.3, 27.4), (-96.2, 28.5), (-95, 29.0), (-95, 36.6)]
    lower = line + [(-97.4, 25.0), (-97.8, 22.6), (-105.7, 22.6), (-106.6, 23.6), (-109.4, 26.0), (-112.2, 29.0), (-113.2, 31.2), (-114.8, 31.7), (-114.6, 30.5), (-112.2, 27.0), (-109.6, 23.2), (-110.3, 23.4), (-112.2, 25.8), (-115.2, 28.2), (-116.0, 30.4), (-117.12, 32.53)]
    inner.fill(*zip(*upper), color="#e3e9ee", zorder=0)
    inner.fill(*zip(*lower), color="#ece4d3", zorder=0)
    land_line(inner, line)
    inner.text(-106.5, 34.6, "UNITED STATES", color=GREY, fontsize=15, ha="center")
    inner.text(-103.6, 25.6, "MEXICO", color=GREY, fontsize=15, ha="center")
    for x, y, north, south, hearing, up, down, side in [
            (-117.1, 32.53, "San Diego", "Tijuana", True, 0.5, -0.9, "left"),
            (-115.5, 32.67, "Calexico", "Mexicali", False, 0.95, -0.85, "left"),
            (-110.94, 31.34, "Nogales, Ariz.", "Nogales, Son.", False, 0.5, -0.9, "center"),
            (-106.48, 31.76, "El Paso", "Ciudad Juárez", True, 0.5, -0.95, "center"),
            (-100.5, 28.71, "Eagle Pass", "Piedras Negras", False, 0.4, -0.75, "side"),
            (-99.5, 27.5, "Laredo", "Nuevo Laredo", True, 0.35, -0.75, "side"),
            (-97.5, 25.9, "Brownsville", "Matamoros", True, 0.5, -0.9, "side")]:
        inner.plot(x, y, "o", ms=11, color=BRICK if hearing else OCHRE, mec=PAPER, mew=1.5, zorder=3)
        if side == "side":
            shift = -0.9 if north == "Brownsville" else 0
            inner.text(x + 0.5 + shift, y + up, north, ha="left" , fontsize=12.5, weight="bold")
            inner.text(x - 0.45, y + down + 0.2, south, ha="right", fontsize=12.5)
        else:
            x -= 1.7 if north == "San Diego" else 0
            inner.text(x, y + up, north, ha=side, fontsize=12.5, weight="bold")
            inner.text(x, y + down, south, ha=side, fontsize=12.5)
    inner.plot(-118.4, 24.3, "o", ms=11, color=BRICK)
    inner.text(-117.8, 24.3, "hearings held here", va="center", fontsize=12)
    inner.plot(-118.4, 23.4, "o", ms=11, color=OCHRE)
    inner.text(-117.8, 23.4, "returns, hearings elsewhere", va="center", fontsize=12)


def year_of(when):
    """A date as a fraction of years."""
    start = date(when.year, 1, 1)
    return when.year + (when - start).days / (date(when.year + 1, 1, 1) - start).days


def span_chart(title, spans, events, first, last):
    """Periods as bars on an axis of years, with numbered events above and their list below."""
    axes = page(title)
    inner = axes.figure.add_axes([0.05, 0.70, 0.9, 0.16], facecolor=PAPER)
    inner.spines[["top", "right", "left"]].set_visible(False)
    inner.set(xlim=(first, last), ylim=(0, 2), yticks=[])
    inner.set_xticks(range(int(first) + (first > int(first)), int(last) + 1))
    for start, end, colour in spans:
        inner.barh(0.35, year_of(end) - year_of(start), left=year_of(start), height=0.7, color=colour)
    for number, (when, _, colour, level) in enumerate(events, 1):
        x = year_of(when)
        inner.plot([x, x], [0, 1.0 + level * 0.55], color=GREY, lw=1)
        inner.plot(x, 1.05 + level * 0.6, "o", ms=17, color=colour)
        inner.text(x, 1.02 + level * 0.6, str(number), color="white", ha="center", va="center", fontsize=9.5, weight="bold")
    half = (len(events) + 1) // 2
    for number, (when, text, colour, _) in enumerate(events, 1):
        column, row = divmod(number - 1, half)
        x, y = 4 + column * 47, 34 - row * (33 / half)
        axes.text(x, y, str(number), color="white", fontsize=10, weight="bold", va="center", ha="center",
                  bbox={"boxstyle": "circle,pad=0.25", "facecolor": colour, "edgecolor": "none"})
        axes.text(x + 2.6, y + 1.25, when.strftime("%-d %b %Y"), fontsize=11, color=GREY, va="center", weight="bold")
        axes.text(x + 2.6, y - 1.25, text, fontsize=12, va="center")


@drawing
def mpp_timeline():
    span_chart("Remain in Mexico, 2018 to 2025",
               [(date(2019, 1, 25), date(2021, 1, 20), OCHRE), (date(2021, 12, 6), date(2022, 8, 8), OCHRE)],
               [(date(2018, 12, 20), "Announced", INK, 0),
                (date(2019, 4, 8), "Enjoined in California", BRICK, 1),
                (date(2020, 2, 28), "Ninth Circuit affirms", BRICK, 0),
                (date(2020, 3, 11), "Supreme Court stays the injunction", BLUE, 1),
                (date(2021, 1, 20), "New enrolments suspended", INK, 0),
                (date(2021, 8, 13), "Texas court orders it kept", BRICK, 1),
                (date(2021, 12, 6), "Begins again under the injunction", OCHRE, 0),
                (date(2022, 6, 30), "Biden v. Texas", BLUE, 1),
                (date(2022, 8, 8), "Injunction lifted, enrolments end", INK, 0),
                (date(2022, 12, 15), "Second ending postponed in Texas", BRICK, 1),
                (date(2025, 1, 21), "Announced again", INK, 0)], 2018.8, 2025.4)


@drawing
def parole_compare():
    axes = page("Admitted, or paroled?")
    box(axes, 26, 44, 32, 7, "Admitted with a visa", TEAL, 14)
    box(axes, 61, 44, 32, 7, "Paroled", OCHRE, 14)
    table = [("In the country", "yes", "yes"), ("Immigration status", "yes", "none of its own"),
             ("Treated in law as", "admitted", "an applicant at the border"), ("Ends", "with the status", "when its purpose is served"),
             ("Work", "depends on the class", "on application")]
    for index, (label, left, right) in enumerate(table):
        y = 35 - index * 7.6
        axes.plot([3, 93], [y + 5.9, y + 5.9], color=LIGHT, lw=1.5)
        axes.text(4, y + 2, label, fontsize=13, weight="bold", va="center")
        axes.text(42, y + 2, left, ha="center", va="center")
        axes.text(77, y + 2, right, ha="center", va="center")


@drawing
def parole_timeline():
    rows("Parole, 1956 to 2025", [
        ("1956", "Hungarians, after the uprising", TEAL), ("1960s", "Cubans", TEAL),
        ("1975", "Vietnam, Cambodia, Laos", TEAL), ("1980", "Refugee Act; Mariel boatlift", BLUE),
        ("1996", "IIRIRA: “case-by-case”, new grounds", BLUE), ("Aug 2021", "Operation Allies Welcome: Afghans", TEAL),
        ("Apr 2022", "Uniting for Ukraine", TEAL), ("Oct 2022", "Venezuelans", TEAL),
        ("Jan 2023", "Cubans, Haitians and Nicaraguans", TEAL), ("Mar 2025", "Notice that ends CHNV", BRICK)],
        [("programme", TEAL), ("statute", BLUE), ("ending", BRICK)])


@drawing
def tps_designations():
    inner = chart("Temporary Protected Status: covered since", left=0.18, bottom=0.08, top=0.89)
    since = [("Somalia", 1991.71), ("Sudan", 1997.84), ("Honduras", 1999.01), ("Nicaragua", 1999.01),
             ("El Salvador", 2001.19), ("Haiti", 2010.06), ("South Sudan", 2011.84), ("Syria", 2012.24),
             ("Nepal", 2015.48), ("Yemen", 2015.67), ("Venezuela", 2021.19), ("Burma", 2021.4),
             ("Ukraine", 2022.3), ("Afghanistan", 2022.38), ("Cameroon", 2022.43), ("Ethiopia", 2022.95),
             ("Lebanon", 2024.9)]
    names = [name for name, _ in since][::-1]
    starts = [start for _, start in since][::-1]
    inner.barh(names, [2025 - start for start in starts], left=starts, color=BLUE, height=0.62)
    inner.set(xlim=(1990, 2025.6), xticks=[1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025])
    inner.grid(axis="x", color=LIGHT)
    inner.set_axisbelow(True)
    inner.tick_params(axis="y", length=0, labelsize=12)


@drawing
def tps_steps():
    axes = page("The cycle of a designation")
    box(axes, 34, 40, 28, 11, "Designation\n6 to 18 months", BLUE)
    box(axes, 68, 24, 25, 11, "Registration\nForm I-821", TEAL)
    box(axes, 34, 7, 28, 12, "Review, 60 days\nbefore the end", INK)
    box(axes, 3, 24, 25, 11, "Extension\n6, 12 or 18 months", OCHRE)
    box(axes, 70, 4, 22, 10, "Termination", BRICK)
    arrow(axes, (62, 45.5), (80, 35), bend=-0.25)
    arrow(axes, (80, 24), (62, 15.5), bend=-0.2)
    arrow(axes, (34, 13), (15.5, 24), bend=-0.25)
    arrow(axes, (15.5, 35), (34, 45.5), bend=-0.25)
    arrow(axes, (62, 10), (70, 9))
    axes.text(48, 30, "no decision in time:\nextended by itself\nfor six months", ha="center", va="center", fontsize=12, color=GREY)


@drawing
def visa_numbers():
    inner = chart("Immigrant visas a year, by category", left=0.12, bottom=0.1)
    names = ["F1", "F2", "F3", "F4", "EB-1", "EB-2", "EB-3", "EB-4", "EB-5", "DV"]
    employment = [round(140000 * share) for share in (0.286, 0.286, 0.286, 0.071, 0.071)]
    values = [23400, 114200, 23400, 65000] + employment + [55000]
    inner.bar(names, values, color=[TEAL] * 4 + [BLUE] * 5 + [OCHRE], width=0.7)
    for index, value in enumerate(values):
        inner.text(index, value + 1800, f"{value:,}", ha="center", fontsize=11)
    inner.set(yticks=[], ylim=(0, 125000))
    inner.spines["left"].set_visible(False)
    inner.tick_params(axis="x", length=0, labelsize=13)
    for x, text, colour in [(4.1, "family: 226,000", TEAL), (4.1, "employment: 140,000", BLUE), (4.1, "diversity: 55,000", OCHRE)]:
        y = {TEAL: 110000, BLUE: 101000, OCHRE: 92000}[colour]
        inner.text(x, y, "■ " + text, color=colour, fontsize=13)


@drawing
def visa_queue():
    axes = page("The cut-off date")
    years = [2005, 2007, 2009, 2011, 2013, 2015, 2017, 2019]
    for index, year in enumerate(years):
        x = 9 + index * 11
        colour = TEAL if year < 2012 else GREY
        axes.plot(x, 33, "o", ms=26, color=colour)
        box(axes, x - 3, 16, 6, 13, "", colour)
        axes.text(x, 11.5, f"filed\n{year}", ha="center", va="center", fontsize=12)
    axes.plot([47.5, 47.5], [7, 47], color=BRICK, lw=3, ls="--")
    axes.text(47.5, 49.3, "cut-off date", color=BRICK, ha="center", fontsize=14, weight="bold")
    axes.text(25, 42, "may go on", color=TEAL, ha="center", fontsize=15)
    axes.text(70, 42, "wait", color=GREY, ha="center", fontsize=15)
    arrow(axes, (49, 45), (58, 45), BRICK)
    arrow(axes, (46, 45), (37, 45), BRICK)
    axes.text(48, 3, "The line can move forward, stand still, or go back.", ha="center", fontsize=12, color=GREY)


@drawing
def protection_compare():
    axes = page("Three protections, one form")
    for x, name, source, show, gives, colour in [
            (3, "Asylum", "8 U.S.C. § 1158", "well-founded fear\non one of five grounds\nwithin one year", "status, work,\nfamily, residence", TEAL),
            (34.5, "Withholding", "8 U.S.C. § 1231(b)(3)", "more likely than not\non one of five grounds", "no return to\none country; work", BLUE),
            (66, "Torture (CAT)", "8 C.F.R. § 1208.16", "more likely than not\nby or with officials\nno ground needed", "no return to\none country; work", OCHRE)]:
        box(axes, x, 41, 27, 9.5, f"{name}\n{source}", colour, 13.5)
        box(axes, x, 24, 27, 15, show, colour, 13, fill=PAPER, ink=INK)
        box(axes, x, 8, 27, 12, gives, colour, 13, fill=LIGHT, ink=INK)
        arrow(axes, (x + 13.5, 24), (x + 13.5, 20), colour)
    axes.text(48, 3.5, "must be shown (above), is given (below)", ha="center", color=GREY, fontsize=12)


def ladder(title, steps):
    """Steps from the lower left to the upper right: (name, note, colour)."""
    axes = page(title)
    for index, (name, note, colour) in enumerate(steps):
        x, y = 4 + index * 21, 6 + index * 11.5
        box(axes, x, y, 27, 10, name, colour, 13)
        axes.text(x + 28.5, y + 3, note, fontsize=11.5, color=GREY, va="center") if index + 1 < len(steps) else \
            axes.text(x - 9, y + 6, note, fontsize=11.5, color=GREY, va="center", ha="right")
        if index:
            arrow(axes, (x - 21 + 13.5, y - 1.5), (x, y + 5), bend=-0.35)
    return axes


@drawing
def court_ladder():
    ladder("From the hearing upwards", [
        ("Immigration judge\n(EOIR)", "evidence is heard here", INK),
        ("Board of Immigration\nAppeals (EOIR)", "appeal within 30 days", INK),
        ("Court of appeals", "petition\nwithin 30 days", BLUE),
        ("Supreme Court", "certiorari within 90 days", BLUE)])


@drawing
def daca_window():
    axes = page("Fixed dates")
    axes.plot([6, 92], [30, 30], color=INK, lw=3)
    for x, when, text, colour, up in [
            (12, "15 June 1981", "born after\nthis day:\nunder 31 in 2012", TEAL, True),
            (64, "15 June 2007", "in the country\nwithout a break\nsince this day", BLUE, False),
            (86, "15 June 2012", "present on\nthis day", BRICK, True)]:
        axes.plot(x, 30, "o", ms=18, color=colour, zorder=3)
        axes.text(x, 35 if up else 25, when, ha="center", va="center", weight="bold", color=colour, fontsize=14)
        axes.text(x, 42.5 if up else 17, text, ha="center", va="center", fontsize=13)
    axes.plot([64, 92], [30, 30], color=BLUE, lw=9, alpha=0.35, solid_capstyle="butt")
    axes.text(37, 18.5, "arrived before the\n16th birthday", ha="center", va="center", fontsize=13, color=OCHRE)
    arrow(axes, (14, 28), (62, 28), OCHRE, bend=0.12, style="<|-|>")
    axes.text(48, 5, "None of these dates has moved since 2012.", ha="center", color=GREY, fontsize=12.5)


@drawing
def daca_timeline():
    rows("DACA, 2012 to 2025", [
        ("Jun 2012", "Memorandum", INK), ("Nov 2014", "DAPA announced; never begins", INK),
        ("Jun 2016", "Supreme Court divides 4–4 on DAPA", BLUE), ("Sep 2017", "Rescission", INK),
        ("Jun 2020", "Regents: rescission set aside", BLUE), ("Jul 2021", "Texas court: memorandum unlawful", BRICK),
        ("Aug 2022", "Final rule", INK), ("Oct 2022", "Fifth Circuit affirms", BRICK),
        ("Sep 2023", "Texas court: rule unlawful", BRICK), ("Jan 2025", "Fifth Circuit: relief limited to Texas", BRICK)],
        [("government", INK), ("Supreme Court", BLUE), ("lower courts", BRICK)])


@drawing
def flores_timeline():
    rows("Flores, 1985 to 2024", [
        ("1985", "Class action filed in Los Angeles", INK), ("1993", "Reno v. Flores, 507 U.S. 292", BLUE),
        ("1997", "Settlement approved", INK), ("2002", "Homeland Security Act: ORR takes over", TEAL),
        ("2008", "TVPRA: 72 hours", TEAL), ("2015", "Applies to children with parents; “twenty days”", BRICK),
        ("2019", "Rule to end the settlement, enjoined", BRICK), ("2020", "Flores v. Rosen", BRICK),
        ("2024", "HHS rule; settlement ends for most of HHS", INK)],
        [("parties", INK), ("Supreme Court", BLUE), ("Congress", TEAL), ("lower courts", BRICK)])


@drawing
def flores_path():
    axes = page("An unaccompanied child, step by step")
    for x, name, law, colour in [(3, "Border Patrol\nstation", "Flores: safe\nand sanitary", INK),
                                 (36, "Shelter of the\nOffice of Refugee\nResettlement", "least restrictive\nsetting,\n8 U.S.C. § 1232(c)", BLUE),
                                 (69, "Parent, relative\nor other sponsor", "checks on the\nsponsor;\ncourt hearing", TEAL)]:
        box(axes, x, 29, 24, 16, name, colour, 13.5)
        axes.text(x + 12, 18, law, ha="center", va="center", fontsize=12.5)
    arrow(axes, (27, 37), (36, 37))
    arrow(axes, (60, 37), (69, 37))
    axes.text(31.5, 41, "72\nhours", ha="center", va="center", fontsize=12.5, weight="bold", color=BRICK)
    axes.text(64.5, 40, "release", ha="center", va="center", fontsize=11.5, color=GREY)
    axes.text(48, 6, "Homeland Security until the transfer; Health and Human Services after it", ha="center", color=GREY, fontsize=12)


@drawing
def title42_timeline():
    span_chart("Title 42 at the border", [(date(2020, 3, 20), date(2023, 5, 11), OCHRE)],
               [(date(2020, 3, 20), "First order", INK, 0),
                (date(2020, 11, 18), "Children: P.J.E.S. v. Wolf", BRICK, 0),
                (date(2021, 8, 2), "Order renewed", INK, 0),
                (date(2022, 3, 4), "Families: Huisha-Huisha v. Mayorkas", BRICK, 0),
                (date(2022, 4, 1), "CDC announces the end", INK, 1),
                (date(2022, 5, 20), "Ending enjoined: Louisiana v. CDC", BRICK, 0),
                (date(2022, 11, 15), "Policy set aside", BRICK, 0),
                (date(2022, 12, 27), "Supreme Court stays that", BLUE, 1),
                (date(2023, 5, 11), "End of the order", INK, 0)], 2020, 2023.6)


@drawing
def title42_paths():
    axes = page("Two ways of handling one person")
    axes.text(24, 50, "Title 42", ha="center", fontsize=16, weight="bold", color=OCHRE)
    axes.text(72, 50, "Title 8", ha="center", fontsize=16, weight="bold", color=BLUE)
    for y, text in [(36, "Encounter"), (20, "Expulsion,\noften within hours")]:
        box(axes, 10, y, 28, 10, text, OCHRE)
    arrow(axes, (24, 36), (24, 30), OCHRE)
    for y, text in [(38, "Encounter"), (27.5, "Fear screening"), (17, "Hearing, or removal\nwithout one"), (6.5, "Order, with a bar\nof five years or more")]:
        box(axes, 57, y, 30, 8, text, BLUE, 12.5)
    for y in (38, 27.5, 17):
        arrow(axes, (72, y), (72, y - 2.5), BLUE)
    axes.text(24, 13.5, "no order, no bar,\nno asylum claim heard", ha="center", va="center", fontsize=12, color=GREY)
    axes.plot([48, 48], [5, 52], color=LIGHT, lw=2)


@drawing
def h1b_cap():
    inner = chart("H-1B visas a year", left=0.1)
    years = list(range(1992, 2026))
    cap = [65 if y < 1999 else 115 if y < 2001 else 195 if y < 2004 else 65 for y in years]
    extra = [20 if y >= 2005 else 0 for y in years]
    inner.bar(years, cap, color=BLUE, width=0.85, label="cap")
    inner.bar(years, extra, bottom=cap, color=OCHRE, width=0.85, label="master’s exemption")
    inner.set(ylabel="thousands", xlabel="fiscal year", ylim=(0, 215))
    for x, y, text in [(1995, 70, "65"), (1999.5, 120, "115"), (2002, 200, "195"), (2015, 90, "65 + 20")]:
        inner.text(x, y, text, ha="center", fontsize=13, weight="bold")
    inner.legend(frameon=False, loc="upper right", fontsize=13)


@drawing
def h1b_registrations():
    inner = chart("H-1B: eligible registrations", left=0.1, bottom=0.13)
    years, values = ["2021", "2022", "2023", "2024", "2025"], [269424, 301447, 474421, 758994, 470342]
    inner.bar(years, values, color=[BLUE] * 4 + [TEAL], width=0.65)
    for index, value in enumerate(values):
        inner.text(index, value + 10000, f"{value:,}", ha="center", fontsize=13)
    inner.axhline(85000, color=BRICK, ls="--", lw=2)
    inner.text(-1.15, 92000, "85,000\nvisas", color=BRICK, fontsize=13, weight="bold")
    inner.text(4.45, 640000, "from 2025: one\nchance a person", color=TEAL, ha="right", fontsize=13)
    inner.set(yticks=[], xlabel="fiscal year", xlim=(-1.2, 4.6), ylim=(0, 840000))
    inner.spines["left"].set_visible(False)


@drawing
def stca_flow():
    axes = page("A claim at the land border")
    box(axes, 3, 32, 22, 14, "Comes by land\nfrom the United\nStates", INK)
    box(axes, 34, 32, 26, 14, "At a port, or within\n14 days of crossing\nelsewhere?", BLUE)
    box(axes, 70, 32, 23, 14, "An exception?\nfamily, minor,\ndocument", BLUE)
    box(axes, 34, 8, 26, 12, "Claim is heard by\nthe Refugee\nProtection Division", TEAL)
    box(axes, 70, 8, 23, 12, "Returned to the\nUnited States", BRICK)
    arrow(axes, (25, 39), (34, 39))
    arrow(axes, (60, 39), (70, 39))
    arrow(axes, (47, 32), (47, 20))
    arrow(axes, (74, 32), (60, 18))
    arrow(axes, (83, 32), (83, 20))
    for x, y, text in [(65, 40.5, "yes"), (44.5, 26, "no"), (70, 25.5, "yes"), (85.5, 26, "no")]:
        axes.text(x, y, text, ha="center", fontsize=12, color=GREY, weight="bold")
    axes.text(4, 14, "Seen from Canada;\nthe rule is the same\nthe other way.", fontsize=12, color=GREY, va="center")


@drawing
def stca_map():
    axes = page("Along the border")
    line = [(-123.3, 48.3), (-123.1, 49), (-95.15, 49), (-94.6, 48.7), (-92, 48.3), (-89.6, 48.0), (-88.4, 48.3), (-84.9, 46.9),
            (-84.4, 46.5), (-83.6, 46.1), (-82.5, 45.3), (-82.42, 43.0), (-83.1, 42.25), (-82.7, 41.68), (-79.0, 42.8),
            (-79.06, 43.26), (-79.2, 43.45), (-76.8, 43.63), (-76.3, 44.2), (-74.7, 45.0), (-71.5, 45.01), (-70.3, 45.9),
            (-70.0, 46.7), (-69.2, 47.45), (-68.3, 47.36), (-67.8, 47.07), (-67.8, 45.7), (-67.0, 44.8)]
    inner = axes.figure.add_axes([0.02, 0.05, 0.96, 0.83], facecolor=PAPER)
    inner.axis("off")
    inner.set(xlim=(-126, -64), ylim=(37, 55))
    inner.fill([-124.7] + [x for x, _ in line] + [-67.0, -70, -70.7, -74, -76, -124.3], [48.3] + [y for _, y in line] + [44.8, 43.5, 41.8, 40.5, 37, 37], color="#e3e9ee")
    inner.fill([-123.3] + [x for x, _ in line] + [-65, -64, -64, -128, -125.5], [48.3] + [y for _, y in line] + [45.2, 46, 55, 55, 50.5], color="#ece4d3")
    land_line(inner, line)
    inner.text(-101, 52.3, "CANADA", color=GREY, fontsize=15, ha="center")
    inner.text(-101, 41.5, "UNITED STATES", color=GREY, fontsize=15, ha="center")
    for x, y, name, dx, dy, side, colour in [
            (-122.76, 49.0, "Peace Arch", 0.4, 0.8, "left", BLUE), (-97.24, 49.0, "Emerson – Pembina", 0, 0.8, "center", BLUE),
            (-83.07, 42.31, "Ambassador Bridge", -0.6, -1.2, "center", BLUE), (-79.07, 43.09, "Rainbow Bridge", 0.8, -1.0, "left", BLUE),
            (-73.45, 45.01, "Champlain – Lacolle", 0.6, -1.4, "center", BLUE), (-74.4, 45.2, "Roxham Road", -0.6, 1.1, "center", BRICK)]:
        inner.plot(x, y, "o", ms=11, color=colour, mec=PAPER, mew=1.5, zorder=3)
        inner.text(x + dx, y + dy, name, ha=side, fontsize=12.5, weight="bold", zorder=4)
    inner.plot(-124.5, 39.6, "o", ms=11, color=BLUE)
    inner.text(-123.4, 39.6, "port of entry", va="center", fontsize=12)
    inner.plot(-124.5, 38.4, "o", ms=11, color=BRICK)
    inner.text(-123.4, 38.4, "between the ports", va="center", fontsize=12)


@drawing
def uk_timeline():
    axes = page("Acts above, judgments and treaties below")
    first, last = 2022.2, 2025.15
    place = lambda when: 4 + (year_of(when) - first) / (last - first) * 88
    axes.plot([3, 93], [29, 29], color=INK, lw=3)
    for year in (2023, 2024, 2025):
        x = place(date(year, 1, 1))
        axes.plot([x, x], [28, 30], color=INK, lw=2)
        axes.text(x, 26.2, str(year), ha="center", fontsize=11, color=GREY)
    for when, text, y, side in [(date(2022, 4, 28), "Nationality and\nBorders Act\n28 Apr 2022", 42, "left"),
                                (date(2023, 7, 20), "Illegal\nMigration Act\n20 Jul 2023", 42, "center"),
                                (date(2024, 4, 25), "Safety of\nRwanda Act\n25 Apr 2024", 42, "center"),
                                (date(2025, 1, 30), "new Bill\n30 Jan 2025", 40, "right")]:
        x = place(when)
        axes.plot([x, x], [29, y - 5], color=TEAL, lw=1.5)
        axes.plot(x, 29, "o", ms=13, color=TEAL)
        axes.text(x + {"left": -2, "center": 0, "right": 3}[side], y, text, ha=side, va="center", fontsize=12, color=TEAL, weight="bold")
    for when, text, y, colour in [(date(2022, 4, 14), "Rwanda\nannounced", 20, OCHRE), (date(2022, 6, 14), "flight halted\n(ECtHR)", 9, BLUE),
                                  (date(2022, 12, 19), "Divisional\nCourt", 19, BLUE), (date(2023, 6, 29), "Court of\nAppeal", 9, BLUE),
                                  (date(2023, 11, 15), "[2023]\nUKSC 42", 19, BRICK), (date(2023, 12, 5), "treaty", 8, OCHRE),
                                  (date(2024, 7, 5), "scheme\nended", 18, OCHRE)]:
        x = place(when)
        axes.plot([x, x], [29, y + 3.5], color=colour, lw=1.2)
        axes.plot(x, 29, "o", ms=9, color=colour)
        axes.text(max(x, 9), y, text, ha="center", va="center", fontsize=12, color=colour, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5})


@drawing
def uk_courts():
    ladder("An asylum appeal in England and Wales", [
        ("First-tier Tribunal", "facts and law; FtT", INK), ("Upper Tribunal", "errors of law;\nUKUT", INK),
        ("Court of Appeal", "with leave;\nEWCA Civ", BLUE), ("Supreme Court", "points of general\npublic importance; UKSC", BLUE)])


@drawing
def pact_acts():
    axes = page("Ten acts in three groups")
    for x, name, acts, colour in [
            (3, "At the border", ["Screening 2024/1356", "Consistency 2024/1352", "Eurodac 2024/1358", "Return border 2024/1349"], TEAL),
            (34.5, "The case", ["Procedure 2024/1348", "Qualification 2024/1347", "Reception 2024/1346"], BLUE),
            (66, "Between states", ["Management 2024/1351", "Crisis 2024/1359", "Resettlement 2024/1350"], OCHRE)]:
        box(axes, x, 43, 27, 7.5, name, colour, 15)
        for index, act in enumerate(acts):
            box(axes, x, 33 - index * 9.3, 27, 7, act, colour, 12.5, fill=PAPER, ink=INK)


@drawing
def pact_flow():
    axes = page("From arrival to a decision")
    box(axes, 3, 25, 18, 12, "Arrival", INK, 14)
    box(axes, 30, 25, 20, 12, "Screening\nup to 7 days", TEAL, 13.5)
    box(axes, 62, 38, 31, 12, "Border procedure\nup to 12 weeks\nwith appeal", BRICK)
    box(axes, 62, 22, 31, 10, "Ordinary procedure\nas a rule 6 months", BLUE)
    box(axes, 62, 6, 31, 10, "Return", GREY)
    arrow(axes, (21, 31), (30, 31))
    arrow(axes, (50, 33), (62, 43), bend=-0.15)
    arrow(axes, (50, 30), (62, 27))
    arrow(axes, (48, 25), (62, 11), bend=0.15)
    axes.text(6, 12, "no claim made:\nto return directly", fontsize=12, color=GREY, va="center")
    axes.text(53, 41.5, "listed\ncases", fontsize=11.5, color=GREY, ha="right", va="center")


@drawing
def words_texts():
    axes = page("Languages in which the text is law")
    languages = ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"]
    treaties = [("1951 Convention", "..EF.."), ("1967 Protocol", ".CEFRS"), ("Convention against\nTorture, 1984", "ACEFRS")]
    for column, language in enumerate(languages):
        axes.text(33 + column * 11, 45, language, ha="center", fontsize=13, weight="bold")
    for row, (name, marks) in enumerate(treaties):
        y = 34 - row * 13
        axes.text(3, y + 3.5, name, va="center", fontsize=14)
        for column, mark in enumerate(marks):
            on = mark != "."
            box(axes, 29 + column * 11, y, 8, 7, "yes" if on else "", TEAL if on else LIGHT, 13)


@drawing
def words_nested():
    axes = page("Words inside words")
    for x, y, wide, high, text, colour in [(3, 4, 90, 47, "people on the move", GREY), (9, 7, 78, 37, "crossed a border against their will", TEAL),
                                          (16, 10, 64, 27, "have asked for asylum", BLUE), (24, 13, 48, 17, "recognised as refugees", BRICK)]:
        box(axes, x, y, wide, high, "", colour, fill=PAPER)
        axes.text(x + wide / 2, y + high - 3.6, text, ha="center", va="center", fontsize=14, color=colour, weight="bold")


def save(name):
    """Writes the page now open as a small PNG with a palette."""
    buffer = io.BytesIO()
    plt.savefig(buffer, format="png", facecolor=PAPER)
    plt.close("all")
    picture = Image.open(buffer).convert("RGB").quantize(48, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for drawing_name in sys.argv[1:] or DRAWINGS:
        DRAWINGS[drawing_name]()
        save(drawing_name)
