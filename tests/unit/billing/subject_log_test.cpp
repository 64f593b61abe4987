// SPDX-License-Identifier: Apache-2.0
// Notes about many subjects come back complete, in order and by subject, also from outside memory;
// and an audit whose scratch fails says so instead of calling the books clean.
#include "billing/subject_log.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>

#include "billing/audit.hpp"

using namespace kazi::billing;

namespace {

/// Has room for so many blocks, and counts them.
class NarrowScratch final : public Scratch {
public:
    explicit NarrowScratch(std::uint64_t room) : room_(room) {}

    bool append(std::string_view block) override {
        CHECK(block.size() == scratch_block_bytes);
        if (kept_ == room_) return false;
        ++kept_;
        return memory_.append(block);
    }
    std::optional<std::string> block(std::uint64_t nth) override { return memory_.block(nth); }

    [[nodiscard]] std::uint64_t kept() const { return kept_; }

private:
    ScratchInMemory memory_;
    std::uint64_t room_;
    std::uint64_t kept_ = 0;
};

constexpr std::uint64_t plenty = 1'000'000;

std::string name_of(int subject) {
    return "c1/" + std::to_string(subject) + "/" + std::string(32, 'f');
}

/// A sound history of so many answers, each accepted and paid, with one of them paid once more.
std::vector<Finding> audit_of(int answers, int twice, std::uint64_t room) {
    const Money one{micro_per_unit, *Currency::parse("KES")};
    Postings pay;
    move(pay, {AccountKind::client_paid_in, {}}, {AccountKind::worker_available, "w"}, one);
    Audit audit(std::make_unique<NarrowScratch>(room));
    for (int each = 0; each < answers; ++each) {
        audit.accepted_answer(name_of(each));
        audit.entry({std::to_string(each), pay, "", {name_of(each)}});
    }
    audit.entry({"again", pay, "", {name_of(twice)}});
    audit.balance({AccountKind::client_paid_in, {}}, one * -(answers + 1));
    audit.balance({AccountKind::worker_available, "w"}, one * (answers + 1));
    return audit.finish();
}

}  // namespace

TEST_CASE("subject log: everything noted comes back once, by subject, in order") {
    NarrowScratch scratch(plenty);
    SubjectLog log(scratch);
    constexpr int subjects = 20'000;
    constexpr int notes_each = 12;
    for (int nth = 0; nth < notes_each; ++nth)
        for (int subject = 0; subject < subjects; ++subject)
            log.note({1, static_cast<std::uint8_t>(nth), name_of(subject), "words", -nth});
    CHECK(scratch.kept() > 1000);

    std::map<std::string, int> told;
    const bool read = log.read([&](std::span<const SubjectNote> notes) {
        REQUIRE(notes.size() == notes_each);
        for (int nth = 0; nth < notes_each; ++nth) {
            const SubjectNote& note = notes[static_cast<std::size_t>(nth)];
            CHECK((note.kind == nth && note.amount == -nth && note.text == "words"));
            CHECK(note.subject == notes.front().subject);
        }
        ++told[std::string(notes.front().subject)];
    });
    CHECK(read);
    CHECK(told.size() == subjects);
    for (const auto& [subject, times] : told)
        CHECK(times == 1);
}

TEST_CASE("subject log: one name under two topics is two subjects; a long name crosses blocks") {
    NarrowScratch scratch(plenty);
    SubjectLog log(scratch);
    const std::string longest(5 * scratch_block_bytes, 'x');
    log.note({1, 0, "same"});
    log.note({2, 0, "same"});
    log.note({1, 0, longest, longest});
    std::size_t subjects = 0;
    std::size_t of_longest = 0;
    REQUIRE(log.read([&](std::span<const SubjectNote> notes) {
        ++subjects;
        if (notes.front().subject == longest && notes.front().text == longest) ++of_longest;
    }));
    CHECK(subjects == 3);
    CHECK(of_longest == 1);
}

TEST_CASE("audit: an answer paid again a hundred thousand answers later is named") {
    const auto findings = audit_of(100'000, 17, plenty);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].fault == Fault::answer_paid_twice);
    CHECK(findings[0].entry == "again");
    CHECK(findings[0].text.find("the earlier entry 17 too") != std::string::npos);
}

TEST_CASE("audit: without room for its notes it proves nothing, and says so") {
    const auto findings = audit_of(200'000, 17, 3);
    REQUIRE_FALSE(findings.empty());
    CHECK(findings.back().fault == Fault::not_provable);
}
