// SPDX-License-Identifier: Apache-2.0
// After the store may have forgotten something (a restore, a promoted replica): what a provider may
// already have paid is looked for before anything is sent. Keys are derived, so the forgotten
// attempt's key can be made again and asked for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "billing/payout.hpp"
#include "billing/payout_machine.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

inline constexpr int recovery_attempts_max = 3;

/// An account that was enabled at any time in the window that may be lost.
struct RecoveryAccount {
    std::string name;  ///< as it stands in attempts and keys
    ProviderTraits traits;
};

/// One question to ask before the payout may be sent.
struct Probe {
    std::string provider;
    int attempt = 1;
    std::string key;
};

/// Every key under which this payout may have left: all accounts that can be asked, attempts from
/// the next one up to the cap.
[[nodiscard]] std::vector<Probe> probes_for(const Payout& payout,
                                            std::span<const RecoveryAccount> accounts,
                                            std::string_view deployment_key);

/// Nothing of it is known anywhere: it may be sent.
struct SendIt {};
/// It left under this probe's key with equal content: the attempt is made again in the record, and
/// its news heard. The lowest number comes first; recovery then goes on behind it.
struct AdoptIt {
    Probe probe;
    Decoded news;
};
/// It left with other content, or the answer leaves that open: a person decides.
struct HoldIt {
    std::string why;
};
/// An account that can't be asked may have paid it: nothing is sent before its report is matched.
struct AwaitReport {
    std::string provider;
};
/// A question got no clear answer: ask again later.
struct AskAgain {};

using Recovery = std::variant<SendIt, AdoptIt, HoldIt, AwaitReport, AskAgain>;

struct ProbeAnswer {
    Probe probe;
    Decoded news;
};

/// Decides by the answers, which are in the order of `probes_for`. `msisdn` is whom we would pay.
/// `reports_matched`: the reports of the window have been imported.
[[nodiscard]] Recovery recover(const Payout& payout, std::span<const ProbeAnswer> answers,
                               std::span<const RecoveryAccount> accounts, std::string_view msisdn,
                               bool reports_matched);

}  // namespace kazi::billing
