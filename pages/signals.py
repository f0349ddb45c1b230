from django.dispatch import Signal

# Sent after the commit of every change to public content, with `page`.
page_changed = Signal()
