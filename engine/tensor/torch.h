// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes torch; precompiled and shared by the back rooms.
#pragma once

#include <torch/torch.h>
