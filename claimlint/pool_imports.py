"""What the processes of a pool would each import: it is imported before they are made, once for all, and they share its memory."""

from claimlint import encoder, nlp

nlp.libraries()
encoder.libraries()
