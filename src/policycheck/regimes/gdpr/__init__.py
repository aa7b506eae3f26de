"""The GDPR, with ePrivacy: shared rules, and the facts of the EU and of the UK."""
