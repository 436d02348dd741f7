// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/utf8.h"
#include "tests/support/catch.h"

using namespace imago;

TEST_CASE("bytes that are no UTF-8 are replaced one by one, valid text stays")
{
    CHECK(asUtf8("") == "");
    CHECK(asUtf8("gr\xC3\xBC\xC3\x9F \xF0\x9F\x90\x88") == "gr\xC3\xBC\xC3\x9F \xF0\x9F\x90\x88");
    CHECK(asUtf8("\xFF\xFE") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(asUtf8("gr\xFC\xDF") == "gr\xEF\xBF\xBD\xEF\xBF\xBD"); // Latin-1
    CHECK(asUtf8("cut \xE2\x82") == "cut \xEF\xBF\xBD\xEF\xBF\xBD");
    for (const char *broken : {"\xFF", "\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
        CHECK_FALSE(isUtf8(broken));
        CHECK(isUtf8(asUtf8(broken)));
    }
}

TEST_CASE("a text is cut between its characters")
{
    CHECK(utf8Prefix("abc", 3) == "abc");
    CHECK(utf8Prefix("abc", 2) == "ab");
    CHECK(utf8Prefix("a\xE2\x82\xAC", 4) == "a\xE2\x82\xAC");
    CHECK(utf8Prefix("a\xE2\x82\xAC", 3) == "a");
    CHECK(utf8Prefix("\xF0\x9F\x90\x88", 3).empty());
}
