// SPDX-License-Identifier: Apache-2.0
// kazi dialogue: the dialogue as it is built in.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "gateway/cli/commands.hpp"
#include "gateway/engine/shipped_phrases.hpp"
#include "taskflow/map/drawing.hpp"

namespace kazi::gateway::cli {

namespace {

struct Options {
    std::string format = "dot";
    std::string language = "en";
};

std::string drawn(const taskflow::map::DialogueMap& map, const std::string& format) {
    if (format == "dot") return taskflow::map::as_dot(map);
    return format == "mermaid" ? taskflow::map::as_mermaid(map) : taskflow::map::as_overview(map);
}

int print_map(const Options& options) {
    namespace map = taskflow::map;
    const auto phrases = engine::shipped_phrases("en");
    if (!phrases.languages().contains(options.language)) {
        fmt::print(stderr, "kazi dialogue: --lang: no texts in {}\n", options.language);
        return bad_usage;
    }
    const map::DialogueMap found = map::explore_dialogue(phrases, options.language);
    fmt::print("{}", drawn(found, options.format));
    return found.complete ? ok : failed;
}

}  // namespace

void add_dialogue(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("dialogue", "The dialogue that workers have");
    command->require_subcommand(1);
    CLI::App* map = command->add_subcommand(
        "map", "Its states and what leads from one to another, found by playing it");
    map->add_option("--format", options->format, "dot (Graphviz), mermaid, or overview (Mermaid)")
        ->check(CLI::IsMember({"dot", "mermaid", "overview"}))
        ->capture_default_str();
    map->add_option("--lang", options->language, "Whose words are tried")->capture_default_str();
    map->callback([options, &exit] { exit.code = print_map(*options); });
}

}  // namespace kazi::gateway::cli
