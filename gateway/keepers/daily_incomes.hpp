// SPDX-License-Identifier: Apache-2.0
// What each worker earned by answers today and yesterday, where she is.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "gateway/engine/worker_id_hash.hpp"
#include "taskflow/pay/income_spread.hpp"

namespace kazi::gateway::keepers {

class DailyIncomes {
public:
    /// Days come in order, as the journal has them; what is older than yesterday is forgotten.
    void earned(const taskflow::WorkerId& worker, std::int64_t micro, std::uint16_t local_day);
    /// It is that day now, whether or not anybody earned anything.
    void begin(std::uint16_t local_day);

    [[nodiscard]] taskflow::IncomeSpread today() const;
    [[nodiscard]] taskflow::IncomeSpread yesterday() const;

private:
    using Incomes = std::unordered_map<taskflow::WorkerId, std::int64_t, engine::WorkerIdHash>;
    [[nodiscard]] static taskflow::IncomeSpread spread(const Incomes& incomes);

    std::uint16_t day_ = 0;
    Incomes today_;
    Incomes yesterday_;
};

}  // namespace kazi::gateway::keepers
