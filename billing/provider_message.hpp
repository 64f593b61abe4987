// SPDX-License-Identifier: Apache-2.0
// What the codecs share: tables of codes, reading a message's fields, refusing a callback.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "billing/decoded.hpp"
#include "billing/fields.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

/// One row of a provider's retry table.
struct CodeMeaning {
    std::string_view code;
    Outcome outcome;
    Reason reason;
    Retry retry;
};

/// The row of that code, or null.
[[nodiscard]] const CodeMeaning* find_code(std::span<const CodeMeaning> table,
                                           std::string_view code);

/// Says what the row says; null, an unknown code, is in doubt.
void apply(const CodeMeaning* meaning, Decoded& message);

/// The message may have been about a payment, and can't be read.
[[nodiscard]] Decoded unreadable();
/// It was read, and leaves open what happened.
[[nodiscard]] Decoded ambiguous();
/// A query that found nothing: no proof, but the same key may be sent again.
[[nodiscard]] Decoded not_found();

/// The answers that mean the same with everybody: time-out, throttle, server error. Nothing: the
/// body has to be read.
[[nodiscard]] std::optional<Decoded> refused_by_status(int status);

/// A word that nobody signed: ask the provider before anything else.
[[nodiscard]] Decoded as_hint(Decoded message);

/// Nothing final may be read out of a query that was itself refused: only ask again.
[[nodiscard]] Decoded about_query(Decoded message);

/// A value under a path of names; null when a step is missing or is no object.
[[nodiscard]] const JsonTree* descend(const JsonTree& tree,
                                      std::initializer_list<std::string_view> path);

/// The elements of an array, or the one value that stands where an array could.
[[nodiscard]] std::span<const JsonTree> elements_of(const JsonTree* value);

/// A reply's body when it is one JSON object.
[[nodiscard]] std::optional<JsonTree> object_of(const ProviderReply& reply);

/// Reads one object's fields; what can't be read, or is told twice, is a fault of the whole.
class MessageReader {
public:
    /// Null or no object: every field is absent.
    explicit MessageReader(const JsonTree* object);
    explicit MessageReader(Fields fields) : fields_(std::move(fields)) {}

    /// A word or code, as text; empty when absent.
    [[nodiscard]] std::string word(std::string_view name);
    [[nodiscard]] std::optional<std::string> reference(std::string_view name);
    [[nodiscard]] std::optional<std::string> msisdn(std::string_view name);
    /// An amount that was paid; zero says that nothing was told.
    [[nodiscard]] std::optional<std::int64_t> amount(std::string_view name);
    /// A fee or a cost, which may be zero.
    [[nodiscard]] std::optional<std::int64_t> charge(std::string_view name);
    [[nodiscard]] std::optional<Currency> currency(std::string_view name);

    /// What was wrong first, or nothing.
    [[nodiscard]] const std::optional<FieldError>& fault() const { return fault_; }

private:
    template <class T>
    std::optional<T> keep(FieldResult<std::optional<T>> read);

    Fields fields_;
    std::optional<FieldError> fault_;
};

/// How one provider wants to be told that its callback can't be read.
struct CallbackManners {
    std::array<std::string_view, 3> methods;
    int http_unreadable = 400;  ///< 200 for those that would repeat it for ever
};

/// Path token, method and size. Nothing: go on.
[[nodiscard]] std::optional<ProviderRefusal> refuse_call(const ProviderCallback& callback,
                                                         const ProviderSettings& settings,
                                                         const CallbackManners& manners);

/// What a signature that is missing or wrong is answered.
[[nodiscard]] ProviderRefusal forged(std::string_view what);

/// The callback's body as one JSON object.
[[nodiscard]] ProviderResult<JsonTree> callback_object(const ProviderCallback& callback,
                                                       const CallbackManners& manners);

/// The message, unless it could not be read or names nothing that an attempt could be found by.
[[nodiscard]] ProviderResult<Decoded> told(Decoded message, const MessageReader& read,
                                           const CallbackManners& manners);

}  // namespace kazi::billing
