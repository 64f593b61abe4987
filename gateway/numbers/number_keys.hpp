// SPDX-License-Identifier: Apache-2.0
// A cell and the file that its numbers' keys stand in.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/numbers/key_file.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::numbers {

/// Makes the file the cell's own, or finds that it is. Returns what is wrong otherwise: with
/// another file no number could be read. `takes_another`: the cell's file is lost for good, this
/// one follows it.
[[nodiscard]] boost::asio::awaitable<std::string> own_key_file(store::Store& store,
                                                               std::string cell, KeyFile& keys,
                                                               bool takes_another);

/// Destroys the keys of numbers that were erased or replaced, and takes them off the list.
/// Returns how many; what fails is left for the next time.
[[nodiscard]] boost::asio::awaitable<std::size_t> destroy_doomed_keys(store::Store& store,
                                                                      std::string cell,
                                                                      KeyFile& keys);

}  // namespace kazi::gateway::numbers
