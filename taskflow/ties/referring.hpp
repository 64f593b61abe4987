// SPDX-License-Identifier: Apache-2.0
// Who brings a friend is paid once for it, when the friend has worked for some time.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// REFER: her own code, drawn when she has none. Needs: active.
[[nodiscard]] Place refer(Turn& turn);
[[nodiscard]] dialogue::Screen refer_screen(const Turn& turn);

/// Keeps the friend's code that she joins with. Whose it is, and that it is anybody's, shows when
/// it is to be paid for. Not of somebody who was here before, and not her own.
void take_friend_code(Turn& turn, std::string_view code);

/// With the answer that makes them enough, whoever brought her is to be paid.
void earn_for_friend(Turn& turn);

/// A friend of hers worked long enough: her pay and the message of it. A duplicate when she can't
/// have it: the month is full, or she is gone, frozen or too young.
void on_friend_worked(Turn& turn, const FriendWorked& worked);

}  // namespace kazi::taskflow
