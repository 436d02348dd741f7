// SPDX-License-Identifier: GPL-3.0-or-later
// A module as another build of the studio would have left it: its factory must not even be asked.
#include <cstdlib>

extern "C" __attribute__((visibility("default"))) const void *imago_neural_factory()
{
    std::abort();
}

#ifdef IMAGO_FOREIGN_KEY
extern "C" __attribute__((visibility("default"))) const char *imago_build_key()
{
    return IMAGO_FOREIGN_KEY;
}
#endif
