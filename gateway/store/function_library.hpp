// SPDX-License-Identifier: Apache-2.0
// The Redis Function library of commit.lua and the names its functions are called by.
#pragma once

#include <string>

namespace kazi::gateway::store {

/// Every name ends in a hash of the library's text: a daemon of another version brings a library
/// of another name, and both can share a server.
struct FunctionLibrary {
    std::string name;
    std::string text;  ///< for FUNCTION LOAD
    std::string commit;
    std::string load;
    std::string claim;
};

[[nodiscard]] const FunctionLibrary& function_library();

}  // namespace kazi::gateway::store
