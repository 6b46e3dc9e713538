def main():
    # Note: the order matters here.
    for name in names:
        print(f'{name}: {value}')

if __name__ == '__main__':
    main()
