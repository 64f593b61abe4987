// SPDX-License-Identifier: Apache-2.0
// The far end of a message: whoever brings SMS to workers.
#pragma once

#include "taskflow/ids.hpp"

namespace kazi::sim {

class Handsets {
public:
    virtual ~Handsets() = default;
    virtual void receive(const taskflow::WorkerId& worker) = 0;
};

}  // namespace kazi::sim
