/** What a new runbook begins with: the parts that a reader looks for under stress. */
export const NEW_RUNBOOK = `---
title: New runbook
owner:
review_every: 6 months
alerts: []
services: []
---

# New runbook

Say in one sentence when to follow this.

## Symptoms

- What one sees when this is what is wrong.

## Investigation

1. Say what this step looks at:

   \`\`\`bash
   uptime
   \`\`\`

## Mitigation

If it is confirmed:

\`\`\`bash
# Say what this step changes
true
\`\`\`

## Verification

- [ ] Say how one knows that it is over.

## Escalation

Say who helps, and how to reach them.
`;
