// SPDX-License-Identifier: Apache-2.0
// kazi dialogue: the dialogue as it is built in.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "gateway/cli/commands.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "taskflow/map/dialogue_map.hpp"

namespace kazi::gateway::cli {

namespace {

struct Options {
    std::string format = "dot";
    std::string language = "en";
};

int print_map(const Options& options) {
    namespace map = taskflow::map;
    const auto phrases = engine::shipped_phrases("en");
    if (!phrases.languages().contains(options.language)) {
        fmt::print(stderr, "kazi dialogue: --lang: no texts in {}\n", options.language);
        return bad_usage;
    }
    const map::DialogueMap found = map::explore_dialogue(phrases, options.language);
    fmt::print("{}", options.format == "dot" ? map::as_dot(found) : map::as_mermaid(found));
    return found.complete ? ok : failed;
}

}  // namespace

void add_dialogue(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("dialogue", "The dialogue that workers have");
    command->require_subcommand(1);
    CLI::App* map = command->add_subcommand(
        "map", "Its states and what leads from one to another, found by playing it");
    map->add_option("--format", options->format, "dot (Graphviz) or mermaid")
        ->check(CLI::IsMember({"dot", "mermaid"}))
        ->capture_default_str();
    map->add_option("--lang", options->language, "Whose words are tried")->capture_default_str();
    map->callback([options, &exit] { exit.code = print_map(*options); });
}

}  // namespace kazi::gateway::cli
