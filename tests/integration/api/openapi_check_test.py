# SPDX-License-Identifier: Apache-2.0
"""The check of the description must be able to fail: each fault planted here is found."""
import copy
import unittest

import openapi_check

DOCUMENT = {
    "paths": {
        "/v1/things/{id}": {
            "get": {
                "operationId": "showThing",
                "responses": {
                    "200": {
                        "headers": {"Kazi-Cursor": {"required": True}},
                        "content": {"application/json": {
                            "schema": {"$ref": "#/components/schemas/Thing"},
                            "example": {"name": "a", "count": 1},
                        }},
                    },
                },
            },
        },
    },
    "components": {"schemas": {
        "Problem": {"type": "object", "required": ["type"]},
        "Thing": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {"name": {"type": "string", "pattern": "^[a-z]$"},
                           "count": {"type": "integer", "minimum": 1}},
        },
    }},
}
LINES = [
    {"operations": [{"method": "GET", "path": "/v1/things/{id}", "operationId": "showThing"}]},
    {"method": "GET", "target": "/v1/things/7?x=1", "status": 200, "request_headers": {},
     "headers": {"Kazi-Cursor": "0"}, "content_type": "application/json",
     "body": '{"name": "b", "count": 2}'},
]


def faults(change):
    document, lines = copy.deepcopy(DOCUMENT), copy.deepcopy(LINES)
    change(document, lines)
    return list(openapi_check.faults(document, lines))


def replying(**changes):
    return lambda document, lines: lines[1].update(changes)


class CheckTest(unittest.TestCase):
    def test_what_fits_has_no_fault(self):
        self.assertEqual(faults(lambda document, lines: None), [])

    def test_bodies_that_do_not_fit(self):
        for body in ('{"count": 1}', '{"name": 5}', '{"name": "bb"}', '{"name": "b", "count": 0}',
                     '{"name": "b", "count": true}', '{"name": "b", "more": 1}', '[]'):
            with self.subTest(body):
                self.assertEqual(len(faults(replying(body=body))), 1)

    def test_what_surrounds_the_body(self):
        self.assertTrue(faults(replying(headers={})))
        self.assertTrue(faults(replying(content_type="text/plain")))
        self.assertTrue(faults(replying(status=204)))
        self.assertTrue(faults(replying(status=404)))

    def test_operations_that_differ(self):
        self.assertTrue(faults(lambda document, lines: document["paths"].clear()))
        self.assertTrue(faults(lambda document, lines: lines[0].update(operations=[])))

    def test_an_operation_that_nobody_used(self):
        self.assertTrue(faults(lambda document, lines: lines.pop()))

    def test_an_example_that_does_not_fit(self):
        def spoil(document, _):
            document["paths"]["/v1/things/{id}"]["get"]["responses"]["200"]["content"][
                "application/json"]["example"]["count"] = "many"
        self.assertTrue(faults(spoil))

    def test_a_keyword_that_is_not_checked(self):
        def spoil(document, _):
            document["components"]["schemas"]["Thing"]["uniqueItems"] = True
        self.assertTrue(faults(spoil))


if __name__ == "__main__":
    unittest.main()
