// SPDX-License-Identifier: Apache-2.0
// Whatever happened to one entry shifts the weighted sum by an amount that depends on its place:
// the place is found by trying all. That two faults look like one has a chance of places / prime.
#include "billing/ledger_sums.hpp"

#include "billing/digest.hpp"

namespace kazi::billing {

namespace {

constexpr std::uint64_t prime = (std::uint64_t{1} << 31) - 1;

std::uint64_t number_of(const LedgerEntry& entry) {
    const std::string digest = sha256(canonical_text(entry));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 7; ++i)
        number = number << 8 | static_cast<unsigned char>(digest[i]);
    return number % prime;
}

std::vector<std::uint64_t> numbers_of(std::span<const LedgerEntry> run) {
    std::vector<std::uint64_t> numbers;
    numbers.reserve(run.size());
    for (const LedgerEntry& entry : run)
        numbers.push_back(number_of(entry));
    return numbers;
}

RunSums sums_of(const std::vector<std::uint64_t>& numbers) {
    std::uint64_t plain = 0;
    std::uint64_t weighted = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        plain = (plain + numbers[i]) % prime;
        weighted = (weighted + (i + 1) * numbers[i]) % prime;
    }
    return {static_cast<std::uint32_t>(numbers.size()), static_cast<std::uint32_t>(plain),
            static_cast<std::uint32_t>(weighted)};
}

std::uint64_t less(std::uint64_t from, std::uint64_t what) {
    return (from + prime - what) % prime;
}

std::optional<Damage> find_changed(const RunSums& before, const RunSums& now) {
    const std::uint64_t plain = less(now.plain, before.plain);
    const std::uint64_t weighted = less(now.weighted, before.weighted);
    if (plain == 0) return std::nullopt;
    for (std::size_t place = 0; place < now.count; ++place)
        if ((place + 1) * plain % prime == weighted) return Damage{Damage::Kind::changed, place};
    return std::nullopt;
}

// All that stand behind it have one place less.
std::optional<Damage> find_left_out(const RunSums& before, const RunSums& now,
                                    const std::vector<std::uint64_t>& numbers) {
    const std::uint64_t lost = less(before.plain, now.plain);
    const std::uint64_t weighted = less(before.weighted, now.weighted);
    std::uint64_t behind = 0;
    for (std::size_t place = numbers.size() + 1; place-- > 0;) {
        if (place < numbers.size()) behind = (behind + numbers[place]) % prime;
        if (((place + 1) * lost + behind) % prime == weighted)
            return Damage{Damage::Kind::left_out, place};
    }
    return std::nullopt;
}

std::optional<Damage> find_put_in(const RunSums& before, const RunSums& now,
                                  const std::vector<std::uint64_t>& numbers) {
    const std::uint64_t extra = less(now.plain, before.plain);
    const std::uint64_t weighted = less(now.weighted, before.weighted);
    std::uint64_t behind = 0;
    for (std::size_t place = numbers.size(); place-- > 0;) {
        const bool fits =
            numbers[place] == extra && ((place + 1) * extra + behind) % prime == weighted;
        if (fits) return Damage{Damage::Kind::put_in, place};
        behind = (behind + numbers[place]) % prime;
    }
    return std::nullopt;
}

}  // namespace

RunSums sums_of(std::span<const LedgerEntry> run) {
    return sums_of(numbers_of(run));
}

std::optional<Damage> find_damage(const RunSums& before, std::span<const LedgerEntry> now) {
    const auto numbers = numbers_of(now);
    const RunSums sums = sums_of(numbers);
    if (sums.count == before.count) return find_changed(before, sums);
    if (sums.count + 1 == before.count) return find_left_out(before, sums, numbers);
    if (sums.count == before.count + 1) return find_put_in(before, sums, numbers);
    return std::nullopt;
}

}  // namespace kazi::billing
