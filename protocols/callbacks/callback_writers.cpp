// SPDX-License-Identifier: Apache-2.0
// The table of writers: a new dialect's is a line here.
#include <algorithm>
#include <array>

#include "protocols/callbacks/callback_writer.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols {

std::span<const CallbackWriter> callback_writers() {
    static const std::array table = {
        callbacks::africastalking, callbacks::arkesel, callbacks::hubtel,    callbacks::infobip,
        callbacks::junebug,        callbacks::kannel,  callbacks::mtn,       callbacks::nalo,
        callbacks::oneapi,         callbacks::simple,  callbacks::telerivet, callbacks::twilio,
        callbacks::vonage,
    };
    return table;
}

const CallbackWriter* find_callback_writer(std::string_view dialect) {
    const auto found = std::ranges::find(callback_writers(), dialect, &CallbackWriter::dialect);
    return found == callback_writers().end() ? nullptr : &*found;
}

}  // namespace kazi::protocols
