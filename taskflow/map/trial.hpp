// SPDX-License-Identifier: Apache-2.0
// One worker in a world of a few questions, as a value: copied for each thing that is tried on her.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "taskflow/map/scenery.hpp"

namespace kazi::taskflow::map {

class Trial {
public:
    /// Whoever has joined, in the scenery, did so over USSD.
    Trial(const Scenery& scenery, const dialogue::Phrasebook& phrases);

    Effects sms(const std::string& text);
    Effects dial();
    Effects press(const std::string& typed);
    /// Her lease runs out, and the scheduler notices.
    Effects lapse();

    [[nodiscard]] const Worker& worker() const { return worker_; }

    /// By SMS: how she stands. Over USSD: the screen that she looks at.
    [[nodiscard]] std::string standing() const;
    [[nodiscard]] std::string screen() const;

    /// FORGET ME was heard, and waits for a yes.
    [[nodiscard]] bool is_asked_to_forget() const;

    /// Nothing happened since the page that she looks at.
    [[nodiscard]] bool looks_at_newest() const { return worker_.ussd.at == now_; }

    /// Equal for trials that nothing typed can tell apart.
    [[nodiscard]] std::string key() const;

private:
    Effects happen(decltype(Event::what) what);
    [[nodiscard]] Context context() const;
    [[nodiscard]] bool is_correcting() const;
    [[nodiscard]] bool is_asked_for_effort() const;
    [[nodiscard]] std::string key_of_guards() const;
    [[nodiscard]] Assignable assignable(ItemRef ref) const;

    const Scenery* scenery_;
    const dialogue::Phrasebook* phrases_;
    Worker worker_;
    std::map<std::uint32_t, ItemState> states_;
    std::string typed_;
    Instant now_ = 1'772'431'200 * second_us;  // a Monday morning
    std::uint64_t ids_ = 0;
};

}  // namespace kazi::taskflow::map
