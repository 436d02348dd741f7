// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/module_file.h"
#include "app/neural_factory.h"
#include "tests/support/catch.h"

#include <cstdlib>
#include <string>

using namespace imago;

TEST_CASE("a module of another build is told apart and refused")
{
    for (const char *file : {IMAGO_FOREIGN_MODULE, IMAGO_KEYLESS_MODULE}) { // builds before the key have none
        REQUIRE(setenv("IMAGO_TEST_MODULE", file, 1) == 0);
        const Result<void *> symbol =
            openModuleSymbol("libimago_none.so", "IMAGO_TEST_MODULE", kNeuralFactorySymbol, "neural");
        REQUIRE_FALSE(symbol);
        CHECK(symbol.error().code == ErrorCode::Incompatible);
        CHECK(symbol.error().subject == file);
        CHECK(symbol.error().detail.find("another build") != std::string::npos);
    }
}

TEST_CASE("a module that is not there is said to be missing")
{
    REQUIRE(unsetenv("IMAGO_TEST_MODULE") == 0);
    const Result<void *> symbol =
        openModuleSymbol("libimago_none.so", "IMAGO_TEST_MODULE", kNeuralFactorySymbol, "neural");
    REQUIRE_FALSE(symbol);
    CHECK(symbol.error().code == ErrorCode::FileMissing);
}
