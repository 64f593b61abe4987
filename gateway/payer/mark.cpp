// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/mark.hpp"

#include <fstream>
#include <system_error>
#include <utility>

#include "gateway/engine/keys.hpp"

namespace kazi::gateway::payer {

Mark::Mark(std::filesystem::path file) : file_(std::move(file)) {
    if (file_.empty()) return;
    std::ifstream in(file_);
    std::int64_t attempts = 0;
    if (in >> attempts) seen_ = attempts;
}

// Replaced as a whole: a torn number would be a wrong one.
bool Mark::remember(std::int64_t attempts) {
    if (file_.empty() || attempts == seen_) return true;
    std::error_code failure;
    std::filesystem::create_directories(file_.parent_path(), failure);
    std::filesystem::path fresh = file_;
    fresh += ".new";
    {
        std::ofstream out(fresh, std::ios::trunc);
        out << attempts << '\n';
        out.close();
        if (!out) return false;
    }
    std::filesystem::rename(fresh, file_, failure);
    if (failure) return false;
    seen_ = attempts;
    return true;
}

store::Write attempt_mark() {
    return store::Add{keys::payout_marks, attempts_field, 1};
}

}  // namespace kazi::gateway::payer
