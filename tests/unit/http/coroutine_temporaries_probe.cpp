// SPDX-License-Identifier: Apache-2.0
// Documents the compiler in use. GCC 12 destroys twice what a co_await statement holds as a lambda
// with captures or as an aggregate made in braces; naming the variable one line earlier is safe,
// and that is how this house writes. The probe says which kind of compiler it met; it fails only if
// the way we write is not safe either.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>

namespace asio = boost::asio;

namespace {

struct Balance {
    int made = 0;
    int destroyed = 0;
};

/// Counts its lives.
class Tracer {
public:
    explicit Tracer(Balance* balance) : balance_(balance) { ++balance_->made; }
    Tracer(const Tracer& other) : balance_(other.balance_) { ++balance_->made; }
    Tracer(Tracer&& other) noexcept : balance_(other.balance_) { ++balance_->made; }
    Tracer& operator=(const Tracer&) = delete;
    ~Tracer() { ++balance_->destroyed; }

private:
    Balance* balance_;
};

struct Pair {
    Tracer tracer;
    int number;
};

asio::awaitable<int> take(Pair pair) {
    co_return pair.number;
}

template <class Function>
asio::awaitable<int> call(Function function) {
    co_return function();
}

// The forbidden forms, on purpose.
asio::awaitable<void> temporaries(Balance* braces, Balance* lambda) {
    co_await take({Tracer(braces), 2});
    const Tracer tracer(lambda);
    co_await call([tracer] { return 3; });
}

asio::awaitable<void> named(Balance* braces, Balance* lambda) {
    Pair pair{Tracer(braces), 2};
    co_await take(std::move(pair));
    const Tracer tracer(lambda);
    auto function = [tracer] { return 3; };
    co_await call(std::move(function));
}

bool even(const Balance& balance) {
    return balance.made == balance.destroyed;
}

void run(asio::awaitable<void> coroutine) {
    asio::io_context context;
    asio::co_spawn(context, std::move(coroutine), asio::detached);
    context.run();
}

}  // namespace

int main() {
    Balance braces, lambda, named_braces, named_lambda;
    run(temporaries(&braces, &lambda));
    run(named(&named_braces, &named_lambda));
    std::printf("braces in co_await: %d made, %d destroyed\n", braces.made, braces.destroyed);
    std::printf("lambda in co_await: %d made, %d destroyed\n", lambda.made, lambda.destroyed);
    std::printf("this compiler %s temporaries within co_await right\n",
                even(braces) && even(lambda) ? "gets" : "does not get");
    if (even(named_braces) && even(named_lambda)) return 0;
    std::printf("named variables: not even those are safe\n");
    return 1;
}
