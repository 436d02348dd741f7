# SPDX-License-Identifier: GPL-3.0-or-later
# Reads ctest's LastTest.log; prints "<test> <cases passed> <cases failed>" for each test.
# Knows the last lines of Catch2 2 and 3:
#   All tests passed (12 assertions in 3 test cases)
#   test cases: 4 | 2 passed | 1 failed | 1 skipped

function finish(good) {
    if (name == "")
        return
    if (!summary)
        cases_good = good && !none
    if ((!good || none) && cases_bad == 0)
        cases_bad = 1
    print name, cases_good + 0, cases_bad + 0
    name = ""
}

/^[0-9]+\/[0-9]+ Testing: / {
    finish(0)
    name = $3
    summary = none = cases_good = cases_bad = 0
}

/^All tests passed \(.* test cases?\)/ {
    summary = 1
    match($0, /in [0-9]+ test case/)
    cases_good = substr($0, RSTART + 3, RLENGTH - 13) + 0
}

/^test cases: / {
    summary = 1
    count = split($0, parts, "|")
    for (i = 2; i <= count; ++i) {
        split(parts[i], words, " ")
        if (words[2] == "passed")
            cases_good = words[1]
        else if (words[2] == "failed" && words[3] != "as")
            cases_bad = words[1]
    }
}

/^No tests? (cases )?(ran|matched)/ { none = 1 }
/^Command: ""$/ { none = 1 } # there is no such program

/^Test (Passed|Failed)\.$/ { finish($2 == "Passed.") }

END { finish(0) }
