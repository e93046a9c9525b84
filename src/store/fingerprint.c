/* A key in words that two people can compare by telephone: short Dutch nouns that sound apart. The
 * order is part of the form: another list would give other words. */
#include "crypto.h"
#include "wijk/store/exchange.h"

#define WORDS 8

static const char *const words[256] = {
    "anker",   "appel",   "aster",    "avond",    "baars",  "bakker",  "bal",     "balk",
    "bamboe",  "band",    "bank",     "basis",    "beek",   "beer",    "bel",     "berg",
    "berk",    "beuk",    "bever",    "bij",      "bizon",  "blad",    "blik",    "bloem",
    "boek",    "boog",    "boom",     "boot",     "bord",   "bos",     "brief",   "bril",
    "broer",   "brood",   "brug",     "bruin",    "bus",    "cactus",  "cello",   "cent",
    "circus",  "citroen", "clown",    "club",     "dak",    "dal",     "das",     "deken",
    "deur",    "dier",    "dijk",     "dolfijn",  "doos",   "dorp",    "draad",   "draak",
    "druif",   "duif",    "duin",     "eend",     "egel",   "eik",     "eiland",  "emmer",
    "engel",   "erf",     "erwt",     "ezel",     "fabel",  "fakkel",  "fiets",   "film",
    "fles",    "fluit",   "forel",    "fret",     "gans",   "geit",    "geluid",  "gember",
    "giraf",   "glas",    "goud",     "graan",    "gras",   "grot",    "haan",    "haas",
    "hamer",   "hand",    "haring",   "hart",     "haven",  "heide",   "helm",    "herfst",
    "hert",    "hoed",    "honing",   "hout",     "huis",   "hulst",   "iglo",    "inkt",
    "jacht",   "jas",     "juli",     "kaart",    "kaas",   "kabel",   "kade",    "kanaal",
    "kapper",  "karper",  "kastanje", "kasteel",  "kat",    "kelder",  "kerk",    "kers",
    "ketel",   "kikker",  "kip",      "klok",     "knoop",  "koffer",  "komeet",  "konijn",
    "koning",  "koper",   "kraan",    "krant",    "kroon",  "kruid",   "kruik",   "kust",
    "laars",   "lamp",    "land",     "lantaarn", "leeuw",  "lente",   "lepel",   "lijster",
    "linde",   "lucht",   "markt",    "mast",     "melk",   "merel",   "molen",   "mond",
    "munt",    "muur",    "muziek",   "naald",    "nest",   "neus",    "noord",   "noot",
    "olie",    "olifant", "olm",      "oost",     "orgel",  "oven",    "paard",   "paleis",
    "palm",    "panda",   "panter",   "papier",   "parel",  "park",    "peer",    "pen",
    "peper",   "piano",   "pijl",     "plank",    "plein",  "poes",    "pony",    "poort",
    "potlood", "radijs",  "raket",    "regen",    "rivier", "robot",   "rots",    "ruiter",
    "schaap",  "schip",   "schoen",   "school",   "sjaal",  "slak",    "sleutel", "sneeuw",
    "snoek",   "soep",    "specht",   "spiegel",  "spin",   "spoor",   "stad",    "steen",
    "ster",    "stoel",   "storm",    "strand",   "suiker", "tafel",   "tapijt",  "tempel",
    "thee",    "tijger",  "toets",    "toon",     "toren",  "touw",    "trein",   "trom",
    "tuin",    "tulp",    "uil",      "varen",    "veld",   "venster", "vijver",  "vink",
    "vis",     "vlag",    "vlinder",  "vogel",    "wagen",  "walvis",  "water",   "wesp",
    "wiel",    "wilg",    "winter",   "wolf",     "wortel", "zaal",    "zebra",   "zee",
    "zegel",   "zeil",    "zilver",   "zomer",    "zon",    "zuid",    "zwaan",   "zwaluw",
};

void fingerprint_words(const uint8_t public_key[PACK_KEY], struct buffer *out)
{
    uint8_t digest[CRYPTO_HASH];
    struct crypto_hash hash;
    crypto_hash_init(&hash);
    crypto_hash_add(&hash, "wijk fingerprint", 16);
    crypto_hash_add(&hash, public_key, PACK_KEY);
    crypto_hash_end(&hash, digest);
    for (size_t i = 0; i < WORDS; i++) {
        if (i > 0)
            buffer_add_byte(out, ' ');
        buffer_add_text(out, words[digest[i]]);
    }
}
