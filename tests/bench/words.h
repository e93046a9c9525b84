/*
 * Chance with a fixed seed, and texts made of it: words that are common as in real texts, so that
 * searching and sorting meet what they meet in an office. Nothing here is about anybody.
 */
#ifndef WIJK_BENCH_WORDS_H
#define WIJK_BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const words[] = {
    "de",           "het",          "van",          "en",
    "in",           "een",          "voor",         "is",
    "niet",         "op",           "met",          "te",
    "aan",          "nog",          "wordt",        "door",
    "bij",          "geen",         "naar",         "over",
    "jongeren",     "bewoners",     "buurt",        "overleg",
    "school",       "woningen",     "corporatie",   "stadsdeel",
    "gemeente",     "project",      "budget",       "planning",
    "vertraging",   "subsidie",     "wachtlijst",   "huisbezoek",
    "stage",        "plein",        "onderhoud",    "vochtige",
    "schimmel",     "taalles",      "inburgering",  "vrijwilligers",
    "politie",      "overlast",     "hangjongeren", "verlichting",
    "jeugdzorg",    "schulden",     "ouders",       "moeders",
    "vaders",       "kinderen",     "peuters",      "voorschool",
    "leerlingen",   "verzuim",      "uitval",       "diploma",
    "werkgevers",   "banen",        "leerwerkplek", "uitkering",
    "reïntegratie", "coördinatie",  "financiering", "besluit",
    "vergunning",   "bouw",         "sloop",        "renovatie",
    "verhuizing",   "huur",         "koop",         "portiek",
    "galerij",      "lift",         "speeltuin",    "sportveld",
    "groen",        "afval",        "parkeren",     "winkels",
    "ondernemers",  "markt",        "huisarts",     "gezondheid",
    "overgewicht",  "bewegen",      "eenzaamheid",  "ouderen",
    "mantelzorg",   "integratie",   "ontmoeting",   "feest",
    "vrouwen",      "mannen",       "taal",         "cursus",
    "computer",     "bibliotheek",  "veiligheid",   "inbraak",
    "toezicht",     "camera",       "straat",       "coach",
    "mentor",       "gezin",        "aanpak",       "achter",
    "voordeur",     "capaciteit",   "personeel",    "ziekte",
    "vacature",     "aanbesteding", "offerte",      "contract",
    "levering",     "materiaal",    "kosten",       "overschrijding",
    "rapportage",   "cijfers",      "monitor",      "enquête",
    "respons",      "privacy",      "gegevens",     "koppeling",
    "systeem",      "regels",       "wetgeving",    "ministerie",
    "charter",      "afspraak",     "partner",      "samenwerking",
    "regie",        "mandaat",      "draagvlak",    "weerstand",
    "communicatie", "website",      "krant",        "brief",
    "bijeenkomst",  "opkomst",      "leiding",      "wisseling",
    "bestuur",      "wethouder",    "raad",         "commissie",
    "advies",       "evaluatie",    "effect",       "resultaat",
    "doel",         "maatregel",    "vervolg",      "pilot",
    "uitbreiding",  "locatie",      "gebouw",       "sleutel",
    "beheer",       "schoonmaak",   "energie",      "isolatie",
    "kozijnen",     "dak",          "riolering",    "wateroverlast",
    "bomen",        "fietspad",     "oversteek",    "snelheid",
    "drempel",      "bus",          "tram",         "station",
    "kruispunt",    "akkoord",
};
#define WORD_COUNT (sizeof words / sizeof *words)
#define WORDS_SMALL 20 /* the first ones say little and are everywhere */

/* The state of xorshift64*; never 0. */
struct chance {
    uint64_t state;
};

static inline uint64_t chance_next(struct chance *chance)
{
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return chance->state * 0x2545F4914F6CDD1DULL;
}

/* From 0 up to, not with, `end`. */
static inline int chance_below(struct chance *chance, int end)
{
    return (int)((chance_next(chance) >> 33) % (uint64_t)end);
}

/* Common words are common: four in ten are small ones, and of the others the first half is twice as
 * frequent. */
static inline const char *chance_word(struct chance *chance)
{
    if (chance_below(chance, 10) < 4)
        return words[chance_below(chance, WORDS_SMALL)];
    int rest = (int)WORD_COUNT - WORDS_SMALL;
    int at = chance_below(chance, rest);
    if (chance_below(chance, 3) == 0)
        at /= 2;
    return words[WORDS_SMALL + at];
}

/* A sentence of `count` words with a capital and without a full stop; borrowed until the next call
 * with the room. */
static inline const char *chance_text(struct chance *chance, int count, char *room, size_t size)
{
    size_t at = 0;
    for (int i = 0; i < count && at + 40 < size; i++)
        at += (size_t)snprintf(room + at, size - at, "%s%s", i > 0 ? " " : "", chance_word(chance));
    if (room[0] >= 'a' && room[0] <= 'z')
        room[0] = (char)(room[0] - 'a' + 'A');
    return room;
}

#endif
