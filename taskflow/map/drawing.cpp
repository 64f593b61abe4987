// SPDX-License-Identifier: Apache-2.0
#include "taskflow/map/drawing.hpp"

namespace kazi::taskflow::map {

namespace {

/// Of nearly all keys the names say nothing: whatever is typed is taken, understood or not.
std::string joined(const std::set<std::string>& labels) {
    if (labels.size() + 3 >= keys_tried && labels.contains("98")) return "anything";
    std::string all;
    for (const std::string& label : labels) {
        if (!all.empty()) all += ' ';
        all += label;
    }
    return all;
}

/// "at rest" as a name that both languages take.
std::string node(std::string_view channel, const std::string& state) {
    std::string name = std::string(channel) + '_' + state;
    for (char& letter : name) {
        if (letter == ' ') letter = '_';
    }
    return name;
}

/// Ways that stay where they are say nothing.
template <typename Draw>
void each_way(const Ways& ways, const Draw& draw) {
    for (const auto& [ends, labels] : ways) {
        const bool moves = ends.first != ends.second;
        if (moves) draw(ends.first, ends.second, joined(labels));
    }
}

}  // namespace

std::string as_dot(const DialogueMap& map) {
    std::string dot = "digraph dialogue {\n  rankdir=LR;\n";
    const auto cluster = [&](std::string_view channel, const std::set<std::string>& states,
                             const Ways& ways) {
        dot += "  subgraph cluster_" + std::string(channel) + " {\n    label=\"" +
               std::string(channel) + "\";\n";
        for (const std::string& state : states) {
            const bool ends = channel == "ussd" && map.endings.contains(state);
            dot += "    " + node(channel, state) + " [label=\"" + state +
                   "\", shape=" + (ends ? "doubleoctagon" : "box") + "];\n";
        }
        each_way(ways, [&](const auto& from, const auto& to, const std::string& labels) {
            dot += "    " + node(channel, from) + " -> " + node(channel, to) + " [label=\"" +
                   labels + "\"];\n";
        });
        dot += "  }\n";
    };
    cluster("ussd", map.screens, map.keys);
    cluster("sms", map.standings, map.words);
    return dot + "}\n";
}

std::string as_mermaid(const DialogueMap& map) {
    std::string text = "flowchart LR\n";
    const auto part = [&](std::string_view channel, const std::set<std::string>& states,
                          const Ways& ways) {
        text += "  subgraph " + std::string(channel) + "\n";
        for (const std::string& state : states)
            text += "    " + node(channel, state) + "[\"" + state + "\"]\n";
        each_way(ways, [&](const auto& from, const auto& to, const std::string& labels) {
            text += "    " + node(channel, from) + " -- \"" + labels + "\" --> " +
                    node(channel, to) + "\n";
        });
        text += "  end\n";
    };
    part("ussd", map.screens, map.keys);
    part("sms", map.standings, map.words);
    return text;
}

std::string as_overview(const DialogueMap& map) {
    std::string text = "flowchart LR\n";
    for (const auto& [screen, way] : map.first_ways)
        text += "  " + way.from + " -- \"" + way.typed + "\" --> " + screen + "\n";
    return text;
}

}  // namespace kazi::taskflow::map
