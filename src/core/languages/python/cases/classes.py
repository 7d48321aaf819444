class Model(str, Enum):
    HAIKU = "anthropic.claude-3-haiku-20240307-v1:0"


@dataclass(frozen=True)
class Settings(base.Settings, metaclass=Meta):
    model: str = Model.HAIKU.value
    limit: int = field(default=512)
    region: "Optional[str]"


class Assistant(Generic[T]):
    limit = 1

    def __init__(self, client: Client, model="x"):
        self.client = client
        self.model, self.limit = model, 2

    def ask(this, question):
        def nested(this):
            return this

        return [this.client.converse(modelId=this.model, q=q) for q in question], lambda x: this.limit

    @classmethod
    def make(cls):
        return cls(cls.limit)

    @staticmethod
    def plain(self):
        return self

    @property
    def name(self):
        return self.model

    class Inner:
        def method(me):
            return me.x, self.y

    if DEBUG:

        def debug(self):
            return self.client
