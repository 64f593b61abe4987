// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/rng.hpp"

#include <cmath>
#include <numbers>

namespace kazi::simulator {
namespace {

constexpr std::uint64_t golden_step = 0x9e3779b97f4a7c15ULL;

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t stream) : state_(mixed(seed) ^ mixed(~stream)) {}

std::uint64_t Rng::next() {
    state_ += golden_step;
    return mixed(state_);
}

double Rng::unit() {
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

double Rng::between(double low, double high) {
    return low + (high - low) * unit();
}

std::uint64_t Rng::below(std::uint64_t count) {
    return next() % count;
}

bool Rng::chance(double share) {
    return unit() < share;
}

double Rng::log_normal(double median, double sigma) {
    // Box and Muller; the first draw is kept off zero, whose logarithm has no value.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
    const double angle = 2.0 * std::numbers::pi * unit();
    return median * std::exp(sigma * radius * std::cos(angle));
}

}  // namespace kazi::simulator
