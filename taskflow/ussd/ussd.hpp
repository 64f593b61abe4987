// SPDX-License-Identifier: Apache-2.0
// USSD sessions: the same dialogue as by SMS, on screens with keys.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// She dialled or pressed a key: always answers with a page. A repeated turn gets the page that it
/// got before, word for word; late input of another session, or of one that is over, an end page.
void on_ussd(Turn& turn, const UssdTurned& turned);

/// Her session ended. What she had open stays open.
void on_ussd_ended(Turn& turn, const UssdEnded& ended);

/// Her page came too late for the network, which has hung up. A question that she has open and that
/// is still wanted goes on by SMS, once; a repeat of the turn shows what she was shown. Changes
/// nothing when she has gone on in another session since.
void on_ussd_overran(Turn& turn, const UssdOverran& overran);

}  // namespace kazi::taskflow
