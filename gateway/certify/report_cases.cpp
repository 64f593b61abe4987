// SPDX-License-Identifier: Apache-2.0
// Reports name messages that Kazi never sent, as early ones do: each is to be kept, and no later
// word may undo a final one.
#include <utility>

#include "gateway/certify/cases.hpp"
#include "gateway/certify/forged_cases.hpp"
#include "gateway/certify/notes.hpp"

namespace kazi::gateway::certify {

namespace {

using protocols::DeliveryReport;
using protocols::DeliveryStatus;
using protocols::HttpRequest;

class ReportCases {
public:
    ReportCases(Connection& connection, Findings& findings)
        : connection_(connection), notes_(findings, "DLR", connection) {}

    void run() {
        id_ = connection_.new_id();
        plain();
        after_the_final("an earlier state after the final one", DeliveryStatus::sent);
        after_the_final("another final state after the final one", DeliveryStatus::failed);
        unknown_word();
        try_forged(connection_, notes_, [this](const protocols::CallbackSite& site) {
            return connection_.order().writer->dlr(report(DeliveryStatus::delivered), site);
        });
        const Heard heard = connection_.send(broken(*write(DeliveryStatus::delivered)));
        notes_.judge("a body that nobody can read", notes_.complaint_of_refused(heard), heard);
    }

private:
    [[nodiscard]] DeliveryReport report(DeliveryStatus status) const {
        DeliveryReport made;
        made.message_id = id_;
        made.status = status;
        made.final = is_final(status);
        made.to = connection_.order().number;
        return made;
    }

    [[nodiscard]] std::optional<HttpRequest> write(DeliveryStatus status) const {
        return connection_.order().writer->dlr(report(status), connection_.site());
    }

    void plain() {
        const HttpRequest request = *write(DeliveryStatus::delivered);
        const Heard first = connection_.send(request);
        notes_.judge("delivered, before the send is known", notes_.complaint_of_taken(first),
                     first);
        const Heard again = connection_.send(request);
        notes_.judge("the same again", notes_.complaint_of_repeat(first, again), again);
    }

    void after_the_final(std::string_view name, DeliveryStatus status) {
        const auto request = write(status);
        if (!request) return notes_.skip(name, "the dialect has no word for that state");
        const Heard heard = connection_.send(*request);
        notes_.judge(name, notes_.complaint_of_taken(heard), heard);
    }

    void unknown_word() {
        id_ = connection_.new_id();
        const Heard heard = connection_.send(*write(DeliveryStatus::unknown));
        notes_.judge("a state that nobody has heard of", notes_.complaint_of_taken(heard), heard);
    }

    Connection& connection_;
    Notes notes_;
    std::string id_;
};

}  // namespace

void try_reports(Connection& connection, Findings& findings) {
    if (connection.order().writer->dlr == nullptr) {
        Notes(findings, "DLR", connection).skip("all of it", "the dialect has no reports");
        return;
    }
    ReportCases(connection, findings).run();
}

}  // namespace kazi::gateway::certify
