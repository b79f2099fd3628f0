#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds tollkeeperd to its OpenAPI document: the routes of one are those of the other, and what a running service
answers is what the document says of that status.

openapi.py DAEMON CLI DOCUMENT; ends with 77 where Python's yaml or jsonschema are not there."""
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time

try:
    import jsonschema
    import yaml
except ImportError as absent:
    print(f"skipped: {absent}")
    sys.exit(77)

DAEMON, CLI, DOCUMENT = sys.argv[1:4]
METHODS = ("get", "put", "post", "patch", "delete", "options")

faults = []
seen = set()
with open(DOCUMENT, encoding="utf-8") as file:
    document = yaml.safe_load(file)


def fault(text):
    print("FAULT", text)
    faults.append(text)


def resolved(node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def check_schema(value, schema, what):
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": document["components"],
             "allOf": [schema]}
    errors = list(jsonschema.Draft202012Validator(whole).iter_errors(value))
    for error in errors[:3]:
        fault(f"{what}: {error.message[:300]} at {list(error.absolute_path)}")


def check_routes():
    documented = {(method, path) for path, item in document["paths"].items() for method in item if method in METHODS}
    said = subprocess.run([DAEMON, "--list-routes"], check=True, capture_output=True, text=True).stdout
    served = {(line.split(" ", 1)[0].lower(), line.split(" ", 1)[1]) for line in said.splitlines()}
    for method, path in sorted(served - documented):
        fault(f"{method} {path} is served but not in the document")
    for method, path in sorted(documented - served):
        fault(f"{method} {path} is in the document but not served")


def check_references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            try:
                resolved({"$ref": node["$ref"]})
            except KeyError:
                fault(f"nothing at {node['$ref']}")
        for value in node.values():
            check_references(value)
    elif isinstance(node, list):
        for value in node:
            check_references(value)


def template_of(path):
    for template in sorted(document["paths"], key=lambda each: each.count("{")):
        if re.fullmatch(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template)), path):
            return template
    return None


class Service:
    def __init__(self, folder):
        self.store = os.path.join(folder, "work.toll")
        self.key = self.cli("admin-key", "create", "--name", "tests", "--scope", "admin")["secret"]
        self.start()

    def cli(self, *arguments):
        done = subprocess.run([CLI, "--store", self.store, "--json", *arguments], check=True, capture_output=True)
        return json.loads(done.stdout)

    def start(self):
        self.process = subprocess.Popen([DAEMON, "--store", self.store, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", self.process.stdout.readline()).group(1))

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, target, body=None, expect=None, key=None, source="127.0.0.1", **headers):
        """Asks, and holds the answer to the document."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, source_address=(source, 0))
        sent = {"Content-Type": "application/merge-patch+json" if method == "PATCH" else "application/json"}
        if key != "":
            sent["Authorization"] = f"Bearer {key or self.key}"
        if method == "POST":
            Service.count += 1
            sent["Idempotency-Key"] = f"fresh-{Service.count}"
        sent.update({name.replace("_", "-"): value for name, value in headers.items() if value is not None})
        if "Idempotency_Key" in headers and headers["Idempotency_Key"] is None:
            del sent["Idempotency-Key"]
        text = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        connection.request(method, target, text, sent)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.check(method.lower(), target, answer, content, expect)
        answer.json = json.loads(content) if content[:1] in (b"{", b"[") else None
        return answer

    def check(self, method, target, answer, content, expect):
        status = str(answer.status)
        what = f"{method} {target}: {status}"
        if expect is not None and answer.status != expect:
            fault(f"{what}, not {expect}: {content[:300]!r}")
        path = template_of(target.split("?")[0])
        if path is None or method not in document["paths"][path]:
            fault(f"{what}: no such operation")
            return
        operation = document["paths"][path][method]
        if status not in operation["responses"]:
            fault(f"{what} is not documented: {content[:300]!r}")
            return
        seen.add((method, path, status))
        response = resolved(operation["responses"][status])
        for name, header in response.get("headers", {}).items():
            value = answer.getheader(name)
            if value is not None:
                check_schema(value, resolved(header)["schema"], f"{what} {name}")
            elif name in ("ETag", "Location", "WWW-Authenticate", "Retry-After"):
                fault(f"{what}: no {name}")
        media = (answer.getheader("Content-Type") or "").split(";")[0]
        described = response.get("content", {})
        if not described:
            if content:
                fault(f"{what} has a body")
        elif media not in described:
            fault(f"{what} is {media}")
        elif media.endswith("json"):
            check_schema(json.loads(content), described[media]["schema"], what)

    count = 0


def concrete(path):
    return re.sub(r"\{[^}]*\}", "t", path)


def operations():
    for path, item in document["paths"].items():
        for method in item:
            if method in METHODS:
                yield method, path, item[method]


def check_keys(service):
    """401, 403 and 429 of every operation that needs a key."""
    scopes = ("tokens:read", "tokens:write", "usage:read", "usage:write")
    lesser = {scope: service.ask("POST", "/v1/admin-keys", {"name": scope, "scopes": [scope]}, 201).json["secret"]
              for scope in scopes}
    guarded = [(m, p, o) for m, p, o in operations() if o.get("security") != [] and "x-scope" in o]
    for method, path, operation in guarded:
        other = next(scope for scope in scopes if scope != operation["x-scope"])
        service.ask(method.upper(), concrete(path), "{}", 401, key="")
        service.ask(method.upper(), concrete(path), "{}", 403, key=lesser[other])
    for _ in range(40):
        service.ask("GET", "/v1/tokens", key="wrong", source="127.0.0.7")
    for method, path, _ in guarded:
        service.ask(method.upper(), concrete(path), "{}", 429, key="wrong", source="127.0.0.7")


def check_service(service):
    for path in ("/healthz", "/metrics", "/v1/openapi.yaml"):
        service.ask("GET", path, expect=200, key="")
    service.ask("GET", "/v1/admin-keys", expect=200)
    made = service.ask("POST", "/v1/admin-keys", {"name": "x", "scopes": ["admin"]}, 201, Idempotency_Key="k1")
    service.ask("POST", "/v1/admin-keys", {"name": "x", "scopes": ["admin"]}, 201, Idempotency_Key="k1")
    service.ask("POST", "/v1/admin-keys", {"name": "x", "scopes": ["admin"]}, 400, Idempotency_Key=None)
    service.ask("POST", "/v1/admin-keys", {"name": "x"}, 422)
    service.ask("POST", "/v1/admin-keys", "x", 415, Content_Type="text/plain")
    service.ask("DELETE", "/v1/admin-keys/" + made.json["id"], expect=204)
    service.ask("DELETE", "/v1/admin-keys/none", expect=404)


def check_resource(service, collection, wanted, patch, other):
    """What customers and tokens have in common."""
    service.ask("POST", collection, wanted | {"name": "posted"}, 201)
    service.ask("POST", collection, wanted | {"name": "posted"}, 409)
    service.ask("POST", collection, "{", 400)
    service.ask("POST", collection, wanted | {"unknown": 1}, 422)
    service.ask("POST", collection, "x", 415, Content_Type="text/plain")
    one = f"{collection}/one"
    made = service.ask("PUT", one, wanted, 201, If_None_Match="*")
    service.ask("PUT", one, wanted, 200, If_None_Match="*")
    service.ask("PUT", one, wanted | other, 412, If_None_Match="*")
    service.ask("PUT", one, wanted | other, 400, If_None_Match='"1"')
    service.ask("PUT", one, wanted | other, 428)
    service.ask("PUT", one, wanted | {"name": "posted"}, 409, If_Match="*")
    service.ask("PUT", one, wanted | {"unknown": 1}, 422, If_Match="*")
    service.ask("PUT", one, "x", 415, Content_Type="text/plain")
    read = service.ask("GET", one, expect=200)
    service.ask("GET", one, expect=304, If_None_Match=read.getheader("ETag"))
    service.ask("GET", f"{collection}/none", expect=404)
    service.ask("PATCH", one, patch, 200, If_Match=made.getheader("ETag"))
    service.ask("PATCH", one, patch, 412, If_Match=made.getheader("ETag"))
    service.ask("PATCH", one, patch, 428)
    service.ask("PATCH", one, "{", 400, If_Match="*")
    service.ask("PATCH", one, {"unknown": 1}, 422, If_Match="*")
    service.ask("PATCH", one, {"name": "posted"}, 409, If_Match="*")
    service.ask("PATCH", one, "x", 415, Content_Type="text/plain")
    service.ask("PATCH", f"{collection}/none", patch, 404, If_Match="*")
    service.ask("GET", collection, expect=200)
    page = service.ask("GET", collection + "?limit=1", expect=200)
    service.ask("GET", page.getheader("Link").split(">")[0][1:], expect=200)
    service.ask("GET", collection + "?limit=none", expect=400)


def check_plans(service):
    plan = {"name": "Flat", "currency": "USD",
            "charges": [{"meter": "requests", "price": {"shape": "flat", "rate": "1"}}]}
    service.ask("GET", "/v1/plans", expect=200)
    service.ask("GET", "/v1/plans?limit=1", expect=400)
    service.ask("GET", "/v1/plans/Basic", expect=200)
    made = service.ask("PUT", "/v1/plans/Flat", plan, 201, If_None_Match="*")
    service.ask("PUT", "/v1/plans/Flat", plan, 412, If_None_Match="*")
    service.ask("PUT", "/v1/plans/Flat", plan, 428)
    service.ask("PUT", "/v1/plans/Flat", "{", 400)
    service.ask("PUT", "/v1/plans/Flat", "x", 415, Content_Type="text/plain")
    service.ask("PUT", "/v1/plans/Other", plan, 409, If_Match="*")
    service.ask("PUT", "/v1/plans/Flat", {"name": "Flat", "charges": [{}]}, 422, If_Match="*")
    plan["minimum"] = "5.00"
    service.ask("PUT", "/v1/plans/Flat", plan, 200, If_Match=made.getheader("ETag"))
    read = service.ask("GET", "/v1/plans/Flat", expect=200)
    service.ask("GET", "/v1/plans/Flat", expect=304, If_None_Match=read.getheader("ETag"))
    service.ask("GET", "/v1/plans/None", expect=404)
    service.ask("POST", "/v1/plans", plan | {"name": "Posted"}, 201)
    service.ask("POST", "/v1/plans", "{", 400)
    service.ask("POST", "/v1/plans", {"name": "Bad"}, 422)
    service.ask("POST", "/v1/plans", plan | {"name": "Posted", "minimum": "6.00"}, 201)
    service.ask("POST", "/v1/plans?from=2020-01-01", plan | {"name": "Posted", "minimum": "7.00"}, 409)
    service.ask("POST", "/v1/plans", "x", 415, Content_Type="text/plain")
    service.ask("PUT", "/v1/customers/two", {"name": "two"}, 201, If_None_Match="*")
    assign = "/v1/customers/two/plan"
    service.ask("POST", assign, {"plan": "Flat"}, 204)
    service.ask("POST", assign, {"plan": "None"}, 404)
    service.ask("POST", assign, "{", 400)
    service.ask("POST", assign, {"plan": "Flat", "from": "soon"}, 422)
    service.ask("POST", assign, "x", 415, Content_Type="text/plain")


def check_tokens(service):
    wanted = {"customer": "one", "name": "one", "rate": "0.002", "caps": ["200/day"], "lifetime": "P30D",
              "over_cap": "reject", "starts": "creation", "access": {"rate_limit": "10/second"}}
    check_resource(service, "/v1/tokens", wanted, {"note": "x"}, {"note": "other"})
    service.ask("POST", "/v1/tokens", wanted | {"name": "n", "plan": "None"}, 404)
    service.ask("PUT", "/v1/tokens/two", wanted | {"name": "n", "plan": "None"}, 404, If_None_Match="*")
    service.ask("GET", "/v1/tokens?customer=none", expect=404)
    service.ask("GET", "/v1/tokens/one/limits", expect=200)
    service.ask("GET", "/v1/tokens/none/limits", expect=404)
    bodies = {"suspend": {}, "resume": {}, "renew": {}, "extend": {"by": "P7D"}, "rotate": {"overlap": "PT1H"}}
    for action, body in bodies.items():
        target = f"/v1/tokens/one/{action}"
        service.ask("POST", target, body, 200)
        service.ask("POST", target, body, 412, If_Match='"1"')
        service.ask("POST", target, "{", 400)
        service.ask("POST", target, {"unknown": 1}, 422)
        service.ask("POST", target, "x", 415, Content_Type="text/plain")
        service.ask("POST", f"/v1/tokens/none/{action}", body, 404)
    service.ask("POST", "/v1/tokens/one/rotate", {}, 200, Idempotency_Key="r")
    service.ask("POST", "/v1/tokens/one/rotate", {}, 200, Idempotency_Key="r")
    service.ask("POST", "/v1/tokens/one/resume", {}, 409)
    etag = service.ask("GET", "/v1/tokens/one").getheader("ETag")
    service.ask("DELETE", "/v1/tokens/one", expect=428)
    service.ask("DELETE", "/v1/tokens/one", expect=412, If_Match='"1"')
    service.ask("DELETE", "/v1/tokens/none", expect=404, If_Match="*")
    service.ask("DELETE", "/v1/tokens/one", expect=204, If_Match=etag)
    for action, body in bodies.items():
        service.ask("POST", f"/v1/tokens/one/{action}", body, 409)


def check_changes(service):
    page = service.ask("GET", "/v1/changes", expect=200)
    service.ask("GET", "/v1/changes?wait=1&cursor=" + page.json["next_cursor"], expect=200)
    service.ask("GET", "/v1/changes?cursor=x", expect=400)
    with tempfile.TemporaryDirectory() as folder:
        other = Service(folder)
        other.ask("GET", "/v1/changes?cursor=" + page.json["next_cursor"], expect=410)
        other.stop()


def check_gate(service):
    service.ask("POST", "/v1/customers", {"name": "gate", "currency": "EUR"}, 201)  # on no plan: tokens have their own caps
    token = service.ask("POST", "/v1/tokens", {"customer": "gate", "name": "gate", "rate": "0.01", "caps": ["9/year"],
                                               "lifetime": "none", "over_cap": "reject",
                                               "access": {"endpoints": ["/t", "/v1/*"]}}, 201).json
    key = token["secret"]
    said = {"X_Request_Id": "g1", "X_Forwarded_Uri": "/v1/x", "key": key}
    ask = "/v1/authorize?sets=id,endpoint"
    service.ask("GET", ask, None, 204, **said)
    service.ask("GET", ask, None, 403, X_Forwarded_Uri="/v2/x", key=key)
    service.ask("GET", ask, None, 401, key="")
    service.ask("GET", ask + ",nothing", None, 400, key=key)
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        service.ask(method, "/v1/authorize/t", None, 200, key=key)
        service.ask(method, "/v1/authorize/x", None, 403, key=key)
        service.ask(method, "/v1/authorize/t", None, 401, key="")
    question = {"key": key, "endpoint": "/v1/x"}
    service.ask("POST", "/v1/verify", question | {"dry": True}, 200)
    service.ask("POST", "/v1/verify", question | {"output_units": 5, "reserve_s": 2}, 200)
    service.ask("POST", "/v1/verify", {"key": "nobody's"}, 200)
    service.ask("POST", "/v1/verify", question | {"requests": 10}, 200)
    service.ask("POST", "/v1/verify", {"requests": 0}, 422)
    service.ask("POST", "/v1/verify", "{", 400)
    service.ask("POST", "/v1/verify", "x", 415, Content_Type="text/plain")
    service.ask("GET", ask, None, 204, X_Request_Id="g2", X_Forwarded_Uri="/v1/x", key=key)
    service.ask("GET", ask + "&status=true", None, 429, X_Request_Id="g3", X_Forwarded_Uri="/v1/x", key=key)
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        service.ask(method, "/v1/authorize/t", None, 429, key=key)
    done = "/v1/requests/g1/completion"
    service.ask("POST", done, {"status": 200, "response_ms": 12, "output_units": 7, "time": None}, 204)
    service.ask("POST", done, {"status": 1}, 422)
    service.ask("POST", done, "{", 400)
    service.ask("POST", done, "x", 415, Content_Type="text/plain")
    service.ask("POST", "/v1/requests/none/completion", {}, 404)
    time.sleep(3.5)
    listed = service.ask("GET", "/v1/requests?state=expired&limit=1", expect=200).json["requests"]
    if [each["output_units"] for each in listed] != [5]:
        fault(f"expired are {listed}")
    service.ask("GET", "/v1/requests", expect=200)
    service.ask("GET", "/v1/requests?state=lost", expect=400)


SINGLE, BATCH, FORM = ("application/cloudevents+json", "application/cloudevents-batch+json",
                       "application/x-www-form-urlencoded")


def check_usage(service):
    wanted = {"customer": "one", "name": "used", "rate": "0.002", "caps": ["200/day"], "lifetime": "P30D"}
    service.ask("PUT", "/v1/tokens/used", wanted, 201, If_None_Match="*")
    event = {"specversion": "1.0", "type": "api.call.v1", "source": "s", "id": "1", "subject": "used",
             "time": "2026-10-05T14:00:00Z", "data": {"calls": 2, "status": 200, "model": "m", "response_ms": 5}}
    service.ask("POST", "/v1/events", event, 200, Content_Type=SINGLE)
    service.ask("POST", "/v1/events", [event, event | {"id": "2"}, {}], 200, Content_Type=BATCH)
    service.ask("POST", "/v1/events", "{", 400, Content_Type=SINGLE)
    service.ask("POST", "/v1/events", [event] * 1001, 413, Content_Type=BATCH)
    service.ask("POST", "/v1/events", event, 415)
    for query in ("", "?window=day&group_by=token&group_by=status&tz=Asia/Shanghai&limit=1", "?window=minute&from=2026-10-05&to=2026-10-06"):
        service.ask("GET", "/v1/usage" + query, expect=200)
    service.ask("GET", "/v1/usage?window=year", expect=400)
    service.ask("GET", "/v1/usage?token=none", expect=404)
    buckets = {"source": "provider", "timezone": "Europe/Berlin", "from": "2026-10-05", "to": "2026-10-06",
               "grain": "PT1H", "buckets": [{"start": "2026-10-05", "requests": 3, "token": "used", "input_units": 7}]}
    service.ask("PUT", "/v1/usage-buckets", buckets, 200)
    service.ask("PUT", "/v1/usage-buckets", buckets | {"from": "2026-10-05T00:30:00+02:00", "buckets": []}, 409)
    service.ask("PUT", "/v1/usage-buckets", buckets | {"buckets": [{}]}, 422)
    service.ask("PUT", "/v1/usage-buckets", "{", 400)
    service.ask("PUT", "/v1/usage-buckets", buckets, 415, Content_Type="text/plain")
    service.ask("GET", "/v1/usage-buckets", expect=200)
    service.ask("GET", "/v1/usage-buckets/provider?from=2026-10-01&tz=Europe/Berlin", expect=200)
    service.ask("GET", "/v1/usage-buckets/provider?limit=0", expect=400)
    service.ask("GET", "/v1/usage?buckets=provider&window=hour", expect=200)
    asked = {"token": "used", "calls": 4, "from": "2026-10-01", "to": "2026-11-01"}
    service.ask("POST", "/v1/estimates", asked, 200)
    service.ask("POST", "/v1/estimates", asked | {"token": None, "plan": "Flat"}, 200)
    service.ask("POST", "/v1/estimates", "{", 400)
    service.ask("POST", "/v1/estimates", asked | {"token": "none"}, 404)
    service.ask("POST", "/v1/estimates", asked, 415, Content_Type="text/plain")
    service.ask("POST", "/v1/estimates", asked | {"calls": -1}, 422)
    service.ask("GET", "/v1/statements?token=used&period=2026-10", expect=200)
    service.ask("GET", "/v1/statements?period=2026-10", expect=400)
    service.ask("GET", "/v1/statements?customer=none&period=2026-10", expect=404)


def check_openmeter(service):
    event = {"specversion": "1.0", "type": "prompt", "source": "s", "id": "m1", "subject": "used",
             "time": "2026-10-06T14:00:00Z", "data": {"tokens": 12, "kind": "input"}}
    service.ask("POST", "/api/v1/events", [event], 204, Content_Type=BATCH)
    service.ask("POST", "/api/v1/events", event, 204)
    service.ask("POST", "/api/v1/events", event | {"subject": "none"}, 400)
    service.ask("POST", "/api/v1/events", [event] * 1001, 413)
    service.ask("POST", "/api/v1/events", event, 415, Content_Type="text/plain")
    service.ask("GET", "/api/v1/meters", expect=200)
    service.ask("GET", "/api/v1/meters/requests", expect=200)
    service.ask("GET", "/api/v1/meters/none", expect=404)
    query = "/api/v1/meters/requests/query"
    service.ask("GET", query, expect=200)
    service.ask("GET", query + "?windowSize=DAY&groupBy=kind&subject=used&filterGroupBy[kind]=input", expect=200)
    service.ask("GET", query, expect=200, Accept="text/csv")
    service.ask("GET", query + "?windowSize=YEAR", expect=400)
    service.ask("GET", "/api/v1/meters/none/query", expect=404)
    service.ask("POST", query, {"windowSize": "HOUR", "filterGroupBy": {"kind": ["input"]}}, 200)
    service.ask("POST", query, {"from": "soon"}, 400)
    service.ask("POST", "/api/v1/meters/none/query", {}, 404)
    service.ask("POST", query, {}, 415, Content_Type="text/plain")


def check_four_calls(service):
    token = "token_id=old&api_rate=0.02&token_life=30&cap=200/day"
    service.ask("POST", "/add_token", token, 201, Content_Type=FORM)
    service.ask("POST", "/add_token", token, 200, Content_Type=FORM)
    service.ask("POST", "/add_token", token + "%zz", 400, Content_Type=FORM)
    service.ask("POST", "/add_token", token.replace("0.02", "0.03"), 409, Content_Type=FORM)
    service.ask("POST", "/add_token", token, 415)
    service.ask("POST", "/add_token", "token_id=old", 422, Content_Type=FORM)
    service.ask("GET", "/get_token_info?token_id=old", expect=200)
    service.ask("GET", "/get_token_info?token_id=none", expect=404)
    service.ask("GET", "/get_token_info", expect=422)
    calls = "token_id=old&calls_made=5&event_id=e1"
    for _ in range(2):
        service.ask("POST", "/update_token", calls, 200, Content_Type=FORM)
    service.ask("POST", "/update_token", calls + "%zz", 400, Content_Type=FORM)
    service.ask("POST", "/update_token", "token_id=none&calls_made=5", 404, Content_Type=FORM)
    service.ask("POST", "/update_token", "token_id=old&calls_made=6&event_id=e1", 409, Content_Type=FORM)
    service.ask("POST", "/update_token", calls, 415)
    service.ask("POST", "/update_token", "token_id=old&calls_made=x", 422, Content_Type=FORM)
    service.ask("GET", "/get_cost?token_id=old&calls_made=7000", expect=200)
    service.ask("GET", "/get_cost?token_id=none&calls_made=7000", expect=404)
    service.ask("GET", "/get_cost?token_id=old&calls_made=-1", expect=422)


def check_coverage():
    for method, path, operation in operations():
        for status in operation["responses"]:
            if (method, path, status) not in seen and status not in operation.get("x-unseen", []):
                fault(f"{method} {path}: {status} was never seen")


def main():
    check_references(document)
    check_routes()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(folder)
        try:
            check_service(service)
            check_resource(service, "/v1/customers", {"name": "one", "currency": "EUR", "timezone": "Europe/Berlin"},
                           {"contact": "x"}, {"contact": "other"})
            check_plans(service)
            check_tokens(service)
            check_changes(service)
            check_gate(service)
            check_usage(service)
            check_openmeter(service)
            check_four_calls(service)
            check_keys(service)
        finally:
            service.stop()
    check_coverage()
    print(f"{len(seen)} kinds of answers, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
