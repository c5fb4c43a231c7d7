import TextModel

