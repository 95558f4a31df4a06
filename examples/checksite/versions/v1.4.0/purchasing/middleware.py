class NoBodyForHead:
    """HEAD is answered as GET is, without the body."""

    def __init__(self, next_one):
        self.next_one = next_one

    def __call__(self, request):
        response = self.next_one(request)
        if request.method == "HEAD":
            response.content = b""
        return response
