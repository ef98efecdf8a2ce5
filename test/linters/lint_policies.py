"""Reads policies from standard input, one JSON text a line, and writes parliament's findings for each."""
import json
import sys

import parliament

for line in sys.stdin:
    findings = parliament.analyze_policy_string(line).findings
    print(json.dumps([{"issue": f.issue, "detail": str(f.detail), "location": str(f.location)} for f in findings]))
