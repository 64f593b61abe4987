// SPDX-License-Identifier: Apache-2.0
// A program started beside the daemon that cannot outlive it.
#pragma once

#include <sys/types.h>

#include <boost/system/result.hpp>
#include <string>
#include <vector>

namespace kazi::gateway::store {

/// Starts `arguments[0]` (found on the PATH) and returns its process id; the caller waits for it.
///
/// The child is killed by the kernel when the *thread* that called this dies, not only when the
/// process does: call it from a thread that lives as long as the child should.
/// `inherited` is a descriptor that stays open in the child, or -1.
/// Fails: as fork and exec do; a program that cannot be run is an error here, not an exit code.
[[nodiscard]] boost::system::result<pid_t> start_child(const std::vector<std::string>& arguments,
                                                       int inherited = -1);

}  // namespace kazi::gateway::store
