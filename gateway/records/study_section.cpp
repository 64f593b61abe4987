// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/study_section.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

void pack_given(Packer& out, const survey::Given& given) {
    out.byte(given.number ? 1 : 0);
    if (given.number) out.signed_number(*given.number);
    out.number(given.names.size());
    for (const std::string& name : given.names)
        out.text(name);
}

survey::Given unpack_given(Unpacker& in) {
    survey::Given given;
    if (in.byte() != 0) given.number = in.signed_number();
    given.names.resize(in.count());
    for (std::string& name : given.names)
        name = in.text();
    return given;
}

}  // namespace

void pack_study(Packer& out, const Worker& worker) {
    const Study& study = worker.study;
    if (study == Study{}) return;
    out.number(study.interview.campaign);
    out.number(study.interview.index);
    out.number(study.at);
    out.number(study.answers.size());
    for (const auto& [question, given] : study.answers) {
        out.text(question);
        pack_given(out, given);
    }
    if (study.pack == StudyPack{}) return;
    out.number(study.pack.first);
    out.byte(study.pack.size);
    out.byte(study.pack.open);
}

void unpack_study(Unpacker& in, Worker& worker) {
    Study& study = worker.study;
    study.interview.campaign = static_cast<std::uint32_t>(in.number());
    study.interview.index = static_cast<std::uint32_t>(in.number());
    study.at = static_cast<std::uint16_t>(in.number());
    for (std::size_t left = in.count(); left > 0; --left) {
        std::string question(in.text());
        study.answers.insert_or_assign(std::move(question), unpack_given(in));
    }
    if (in.done()) return;
    study.pack.first = static_cast<std::uint16_t>(in.number());
    study.pack.size = in.byte();
    study.pack.open = in.byte();
}

}  // namespace kazi::gateway::records
