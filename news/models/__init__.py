from news.models.boilerplate import Boilerplate, BoilerplateVersion
from news.models.news_item import NewsItem, NewsMention

__all__ = ["Boilerplate", "BoilerplateVersion", "NewsItem", "NewsMention"]
