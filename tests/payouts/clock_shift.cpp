// SPDX-License-Identifier: Apache-2.0
// Loaded in front of a program under test: its wall clock goes by what a file says, so that hours
// of waiting pass in no time. What measures durations goes on as it is.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace {

/// Seconds to add, kept in a file that the test writes to at any time; none without the file.
const volatile std::int64_t* open_shift() {
    static const std::int64_t none = 0;
    const char* name = std::getenv("KAZI_CLOCK_SHIFT");
    const int file = name == nullptr ? -1 : ::open(name, O_RDONLY | O_CLOEXEC);
    if (file < 0) return &none;
    void* at = ::mmap(nullptr, sizeof none, PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    return at == MAP_FAILED ? &none : static_cast<const std::int64_t*>(at);
}

time_t shift() {
    static const volatile std::int64_t* const seconds = open_shift();
    return static_cast<time_t>(*seconds);
}

template <class Function>
Function original(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    static const auto real = original<int (*)(clockid_t, timespec*)>("clock_gettime");
    const int result = real(clock, time);
    if (clock == CLOCK_REALTIME) time->tv_sec += shift();
    return result;
}

int gettimeofday(timeval* time, void* zone) noexcept {
    static const auto real = original<int (*)(timeval*, void*)>("gettimeofday");
    const int result = real(time, zone);
    time->tv_sec += shift();
    return result;
}
}
